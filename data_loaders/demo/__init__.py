"""The demonstration: an invented story, synthetic reports, and their way through the chain."""
