"""The parts of the province's page."""
