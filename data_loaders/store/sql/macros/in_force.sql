-- The version in force of each locality and period. Basis `accepted`: the newest version whose last
-- event is its acceptance; `submitted`: the newest whose last event is not a return.
CREATE OR REPLACE MACRO in_force(as_of, basis, upto) AS TABLE
SELECT arg_max(version_key, version) AS version_key, unit_key, period, max(version) AS version,
       arg_max(received_at, version) AS received_at, arg_max(event, version) AS event
FROM standing(as_of, upto)
WHERE CASE WHEN basis = 'accepted' THEN event = 'accepted' ELSE event <> 'returned' END
GROUP BY unit_key, period;
