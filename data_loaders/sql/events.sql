SELECT e.version_key, e.event, e.at, e.actor, e.reason
FROM store.event e
JOIN store.version v USING (version_key)
WHERE e.at <= $as_of
  AND ($unit_key IS NULL OR v.unit_key = $unit_key)
  AND ($period IS NULL OR v.period = $period)
ORDER BY e.version_key, e.at, e.event_key;
