"""Which version counts when? Sending, accepting, returning, and what was known at an instant."""
