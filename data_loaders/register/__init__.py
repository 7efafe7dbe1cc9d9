"""Which places and days are there? Localities, the calendar, and names as people write them."""
