"""What is counted? Who counts, the numbers, the base, what is needed; a file each."""
