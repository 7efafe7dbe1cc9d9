-- The accepted reports of a locality before a period, newest first, as of the receipt of another.
SELECT version_key, period
FROM in_force($as_of, 'accepted', $upto)
WHERE unit_key = $unit_key AND period < $period
ORDER BY period DESC;
