INSERT INTO store.fact
SELECT $version_key, unnest($unit_key::INTEGER[]), unnest($measure_key::SMALLINT[]), unnest($value::BIGINT[]);
