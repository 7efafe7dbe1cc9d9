-- Every report in force, summed over its communes: measure, sum, blanks, communes above zero.
SELECT f.version_key, f.measure_key,
       coalesce(sum(f.value), 0)::BIGINT, count(*) - count(f.value), count_if(f.value > 0)
FROM in_force($as_of, $basis, $upto)
JOIN store.fact f USING (version_key)
GROUP BY ALL;
