-- Of each report in force: communes whose value of a measure is above a number, of each pair asked for.
SELECT f.version_key, asked.measure_key, asked.number, count_if(f.value > asked.number)
FROM store.fact f
JOIN (
    SELECT unnest($measure_keys::SMALLINT[]) AS measure_key, unnest($numbers::BIGINT[]) AS number
) asked USING (measure_key)
WHERE f.version_key IN (SELECT unnest($versions::INTEGER[]))
GROUP BY ALL;
