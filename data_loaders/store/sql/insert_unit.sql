INSERT INTO store.unit
SELECT unnest($unit_key::INTEGER[]), unnest($unit_id::VARCHAR[]), unnest($code::VARCHAR[]), unnest($level::VARCHAR[]), unnest($kind::VARCHAR[]),
       unnest($name::VARCHAR[]), unnest($parent_id::VARCHAR[]), unnest($tile_column::SMALLINT[]), unnest($tile_row::SMALLINT[]),
       unnest($valid_from::DATE[]), unnest($valid_to::DATE[]), $counts_from, $revision;
