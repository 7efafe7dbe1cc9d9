-- Every version known at an instant, with its last event by then (later in the store wins a tie).
-- as_of: microseconds; upto: newest revision that counts. Aggregates, because a window over the same
-- rows costs twice as much.
CREATE OR REPLACE MACRO standing(as_of, upto) AS TABLE
SELECT v.version_key, v.unit_key, v.period, v.version, v.received_at, e.event
FROM store.version v
JOIN (
    SELECT version_key, arg_max(event, (counts_from, event_key)) AS event
    FROM store.event
    WHERE counts_from <= as_of AND revision <= upto
    GROUP BY version_key
) e USING (version_key)
WHERE v.received_at <= as_of AND v.revision <= upto;
