"""The parts of the page that says who reported what when."""
