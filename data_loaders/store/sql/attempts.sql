-- Refused attempts, oldest first.
SELECT unit_id, period, sha256, file_name, received_at, actor, findings
FROM store.attempt
WHERE ($unit_id IS NULL OR unit_id = $unit_id) AND ($period IS NULL OR period = $period)
ORDER BY attempt_key;
