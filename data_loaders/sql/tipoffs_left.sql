-- Tip-offs received and not resolved in the accepted reports of the year before a period.
SELECT f.unit_key,
       sum(CASE WHEN f.measure_key = $received_key THEN f.value ELSE -f.value END)::BIGINT
FROM in_force($as_of, 'accepted', $upto)
JOIN store.fact f USING (version_key)
WHERE in_force.unit_key = $unit_key AND in_force.period BETWEEN $first AND $last
  AND f.measure_key IN ($received_key, $resolved_key) AND f.value IS NOT NULL
GROUP BY ALL;
