SELECT t.version_key, t.task_id, t.state, t.completed_on, t.note, t.sheet, t.sheet_row
FROM in_force($as_of, $basis, $upto)
JOIN store.task t USING (version_key)
ORDER BY t.version_key, t.position;
