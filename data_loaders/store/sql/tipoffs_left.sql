-- Tip-offs received and not resolved in these reports, per commune.
SELECT f.unit_key,
       sum(CASE WHEN f.measure_key = $received_key THEN f.value ELSE -f.value END)::BIGINT
FROM store.fact f
WHERE f.version_key IN (SELECT unnest($versions::INTEGER[]))
  AND f.measure_key IN ($received_key, $resolved_key) AND f.value IS NOT NULL
GROUP BY ALL;
