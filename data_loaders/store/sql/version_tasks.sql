SELECT version_key, task_id, state, completed_on, note, sheet, sheet_row
FROM store.task WHERE version_key = $version_key ORDER BY position;
