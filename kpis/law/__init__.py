"""What can be demanded of a figure, and what can be ruled? Bars, verdicts, reasons, details."""
