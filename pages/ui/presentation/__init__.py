"""The agenda of a meeting on screens that are read from ten metres and turned by keys."""
