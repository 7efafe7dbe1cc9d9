INSERT INTO store.list_cell
SELECT $version_key, unnest($sheet::VARCHAR[]), unnest($sheet_row::INTEGER[]),
       unnest($code::VARCHAR[]), unnest($cell::VARCHAR[]), unnest($text::VARCHAR[]);
