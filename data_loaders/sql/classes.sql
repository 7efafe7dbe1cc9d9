-- How many communes each report in force puts into each class.
SELECT f.version_key, f.value, count(*)
FROM in_force($as_of, $basis, $upto)
JOIN store.fact f USING (version_key)
WHERE f.measure_key = $class_key AND f.value IS NOT NULL
GROUP BY ALL;
