"""The parts of the page on which reports are sent."""
