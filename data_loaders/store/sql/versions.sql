-- Every version known at an instant and learned by a revision, oldest first, for one locality or
-- period or all of them.
SELECT v.version_key, v.unit_key, v.period, v.version, v.sha256, v.file_name, v.form, v.form_id,
       v.received_at, v.actor
FROM store.version v
WHERE v.received_at <= $as_of AND v.revision <= $upto
  AND ($unit_key IS NULL OR v.unit_key = $unit_key)
  AND ($period IS NULL OR v.period = $period)
ORDER BY v.unit_key, v.period, v.version;
