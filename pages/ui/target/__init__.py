"""The parts of one target's page."""
