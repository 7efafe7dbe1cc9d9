SELECT t.version_key, t.task_id, t.state, t.completed_on, t.note, t.sheet, t.sheet_row
FROM store.task t
WHERE t.version_key IN (SELECT unnest($versions::INTEGER[]))
ORDER BY t.version_key, t.position;
