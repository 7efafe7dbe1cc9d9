"""Why did a figure change? Parts that sum to the change, each with its cell."""
