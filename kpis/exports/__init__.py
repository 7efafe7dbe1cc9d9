"""Files made of results: what is handed out of the product, as bytes."""
