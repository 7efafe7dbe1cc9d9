"""What does a committee look at together? Slides with native tables and charts."""
