"""What did they mean, and what is wrong? From cells to a report, or to findings with their
places."""
