"""The parts of the page of meetings."""
