SELECT unit_key, unit_id, code, level, kind, name, parent_id, tile_column, tile_row, valid_from,
       valid_to
FROM store.unit WHERE counts_from <= $as_of AND revision <= $upto ORDER BY unit_key;
