"""Is it all still there? Copies that prove themselves, and a store that does."""
