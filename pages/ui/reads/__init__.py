"""What does a page read? Cached reads, keyed by the store's revision and by the moment shown."""
