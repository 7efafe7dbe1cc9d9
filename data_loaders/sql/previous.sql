-- The newest accepted report of a locality before a period, as of the receipt of another.
SELECT version_key, period, version
FROM in_force($as_of, 'accepted', $upto)
WHERE unit_key = $unit_key AND period < $period
ORDER BY period DESC LIMIT 1;
