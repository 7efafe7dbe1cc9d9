"""The parts of the administrator's page."""
