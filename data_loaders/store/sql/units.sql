-- Of each unit the newest row known at an instant and learned by a revision, in official order: its
-- key never changes.
SELECT unit_key, unit_id, code, level, kind, name, parent_id, tile_column, tile_row, valid_from,
       valid_to
FROM store.unit WHERE counts_from <= $as_of AND revision <= $upto
QUALIFY row_number() OVER (PARTITION BY unit_id ORDER BY counts_from DESC, revision DESC) = 1
ORDER BY unit_key;
