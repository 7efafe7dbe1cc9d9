-- What these reports left of a flow that another measure settles, per commune.
SELECT f.unit_key,
       sum(CASE WHEN f.measure_key = $flow_key THEN f.value ELSE -f.value END)::BIGINT
FROM store.fact f
WHERE f.version_key IN (SELECT unnest($versions::INTEGER[]))
  AND f.measure_key IN ($flow_key, $settled_key) AND f.value IS NOT NULL
GROUP BY ALL;
