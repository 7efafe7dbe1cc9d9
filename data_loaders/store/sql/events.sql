SELECT e.version_key, e.event, e.counts_from, e.actor, e.reason
FROM store.event e
JOIN store.version v USING (version_key)
WHERE e.counts_from <= $as_of AND e.revision <= $upto
  AND ($unit_key IS NULL OR v.unit_key = $unit_key)
  AND ($period IS NULL OR v.period = $period)
ORDER BY e.version_key, e.counts_from, e.event_key;
