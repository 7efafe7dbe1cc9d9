"""The parts of one locality's page."""
