-- How many communes each report in force puts into each class.
SELECT f.version_key, f.value, count(*)
FROM store.fact f
WHERE f.version_key IN (SELECT unnest($versions::INTEGER[]))
  AND f.measure_key = $class_key AND f.value IS NOT NULL
GROUP BY ALL;
