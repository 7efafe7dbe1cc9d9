"""What does the plan demand? Targets and formulas as types, read from one file or refused whole."""
