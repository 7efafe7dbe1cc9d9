-- Of each report in force every cell: whose row, which measure, the value; NULL for a blank.
SELECT f.version_key, f.unit_key, f.measure_key, f.value
FROM store.fact f
WHERE f.version_key IN (SELECT unnest($versions::INTEGER[]));
