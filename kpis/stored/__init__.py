"""What is judged of what is stored? Figures of a moment or a meeting, read as the pages read
them."""
