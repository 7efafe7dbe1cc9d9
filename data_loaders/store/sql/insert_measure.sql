INSERT INTO store.measure SELECT unnest($measure_key::SMALLINT[]), unnest($code::VARCHAR[]), $revision;
