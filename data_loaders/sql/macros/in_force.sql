-- The version in force of each locality and period. Basis `accepted`: the newest version whose last
-- event is its acceptance; `submitted`: the newest whose last event is not a return.
CREATE OR REPLACE MACRO in_force(as_of, basis, upto) AS TABLE
SELECT version_key, unit_key, period, version, received_at, event
FROM standing(as_of, upto)
WHERE CASE WHEN basis = 'accepted' THEN event = 'accepted' ELSE event <> 'returned' END
QUALIFY row_number() OVER (PARTITION BY unit_key, period ORDER BY version DESC) = 1;
