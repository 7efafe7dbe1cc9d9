"""What did a meeting freeze? The verdicts and all that was said of them, as one document."""
