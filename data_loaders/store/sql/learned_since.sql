-- The newest thing learned after a revision that counts by an instant and can move a figure: an
-- event of a version, or a reading (whose period is NULL).
SELECT subject, period, version, what, actor, counts_from
FROM (
    SELECT u.unit_id AS subject, v.period, v.version, e.event AS what, e.actor, e.counts_from,
           e.revision, e.event_key AS position
    FROM store.event e
    JOIN store.version v USING (version_key)
    JOIN (SELECT unit_key, min(unit_id) AS unit_id FROM store.unit GROUP BY unit_key) u
        USING (unit_key)
    WHERE e.revision > $upto AND e.counts_from <= $as_of
    UNION ALL
    SELECT target_id, NULL, NULL, reading, actor, counts_from, revision, 0
    FROM store.reading
    WHERE revision > $upto AND counts_from <= $as_of
) learned
ORDER BY revision DESC, position DESC
LIMIT 1;
