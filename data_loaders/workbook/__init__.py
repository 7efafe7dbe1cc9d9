"""What stands in this file? Checked before it is opened, read without a guess."""
