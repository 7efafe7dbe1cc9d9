"""What does it mean against the plan? Targets, exact verdicts and their words; no store."""
