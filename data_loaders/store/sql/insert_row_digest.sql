INSERT INTO store.row_digest
SELECT $entry, unnest($revision::INTEGER[]), unnest($table_name::VARCHAR[]), unnest($key::VARCHAR[]),
       unnest($row_count::INTEGER[]), unnest($sha256::VARCHAR[]);
