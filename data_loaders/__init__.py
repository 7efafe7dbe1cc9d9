"""What did the locality say, and may we believe it? Files, cells, findings and the store."""
