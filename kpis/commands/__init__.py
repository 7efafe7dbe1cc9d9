"""What is asked of the figures from a terminal? These open the store as the pages do."""
