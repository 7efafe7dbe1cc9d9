-- Every version known at an instant, with its last event by then (later in the store wins a tie).
-- as_of: microseconds; upto: newest revision that counts.
CREATE OR REPLACE MACRO standing(as_of, upto) AS TABLE
SELECT v.version_key, v.unit_key, v.period, v.version, v.received_at, e.event
FROM store.version v
JOIN (
    SELECT version_key, event
    FROM store.event
    WHERE counts_from <= as_of AND revision <= upto
    QUALIFY row_number() OVER (PARTITION BY version_key ORDER BY counts_from DESC, event_key DESC) = 1
) e USING (version_key)
WHERE v.received_at <= as_of AND v.revision <= upto;
