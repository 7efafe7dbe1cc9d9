INSERT INTO store.cell
SELECT $version_key, unnest($unit_key::INTEGER[]), unnest($measure_key::SMALLINT[]), unnest($sheet::VARCHAR[]), unnest($cell::VARCHAR[]),
       unnest($text::VARCHAR[]);
