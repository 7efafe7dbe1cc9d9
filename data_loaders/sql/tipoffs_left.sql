-- Tip-offs received and not resolved in the accepted reports of the year before a period.
SELECT f.unit_key,
       sum(CASE WHEN f.measure_key = $received_key THEN f.value ELSE -f.value END)::BIGINT
FROM in_force($as_of, 'accepted', $upto) v
JOIN store.fact f USING (version_key)
WHERE v.unit_key = $unit_key AND v.period BETWEEN $first AND $last
  AND f.measure_key IN ($received_key, $resolved_key) AND f.value IS NOT NULL
GROUP BY ALL;
