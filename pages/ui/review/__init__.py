"""The parts of the approver's page."""
