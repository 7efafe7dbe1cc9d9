"""Where does a figure come from? The terms that add up to its numbers, and their words."""
