"""What stands around every page? Who looks, at what, in which language; and what fails."""
