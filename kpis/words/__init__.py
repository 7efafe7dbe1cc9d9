"""How is a verdict said? Sentences, numbers and days in either language."""
