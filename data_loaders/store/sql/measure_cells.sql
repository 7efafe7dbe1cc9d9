-- The cells of one measure in one version, commune by commune in register order.
SELECT f.unit_key, f.value, c.sheet, c.cell, c.text
FROM store.fact f
JOIN store.cell c USING (version_key, unit_key, measure_key)
WHERE f.version_key = $version_key AND f.measure_key = $measure_key
ORDER BY f.unit_key;
