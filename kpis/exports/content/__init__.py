"""What does every export say? One frozen value, its tables and headings, its id."""
