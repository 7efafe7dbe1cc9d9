INSERT INTO store.task
SELECT $version_key, unnest($position::INTEGER[]), unnest($task_id::VARCHAR[]), unnest($state::VARCHAR[]), unnest($completed_on::DATE[]),
       unnest($note::VARCHAR[]), unnest($sheet::VARCHAR[]), unnest($sheet_row::INTEGER[]);
