"""What pages share: the view in the address bar, cached reads, texts, looks."""
