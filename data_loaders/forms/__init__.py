"""How does a form look? One declaration, from which the workbook is written."""
