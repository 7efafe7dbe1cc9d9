-- The last event of the newest version of every report known at an instant.
SELECT unit_key, period, arg_max(event, version) FROM standing($as_of, $upto) GROUP BY unit_key, period;
