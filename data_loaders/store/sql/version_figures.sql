-- One version's cells: address and text as typed beside the value.
SELECT f.unit_key, f.measure_key, f.value, c.sheet, c.cell, c.text
FROM store.fact f
JOIN store.cell c USING (version_key, unit_key, measure_key)
WHERE f.version_key = $version_key
ORDER BY f.unit_key, f.measure_key;
