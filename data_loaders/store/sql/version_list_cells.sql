SELECT sheet, sheet_row, code, cell, text FROM store.list_cell
WHERE version_key = $version_key ORDER BY sheet, sheet_row, code;
