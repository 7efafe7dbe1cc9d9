-- Every report in force, summed over its communes: measure, sum, commune rows, those without a value,
-- communes above zero.
SELECT f.version_key, f.measure_key,
       coalesce(sum(f.value), 0)::BIGINT, count(*), count(*) - count(f.value),
       count_if(f.value > 0)
FROM store.fact f
WHERE f.version_key IN (SELECT unnest($versions::INTEGER[]))
GROUP BY ALL;
