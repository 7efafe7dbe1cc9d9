-- The newest thing learned after a revision that counts by an instant and can move a figure, and its
-- kind: an event of a version, a reading (whose period is NULL), or a result recorded by hand.
SELECT kind, subject, period, version, what, actor, counts_from
FROM (
    SELECT 'event' AS kind, u.unit_id AS subject, v.period, v.version, e.event AS what, e.actor,
           e.counts_from, e.revision, e.event_key AS position
    FROM store.event e
    JOIN store.version v USING (version_key)
    JOIN (SELECT unit_key, min(unit_id) AS unit_id FROM store.unit GROUP BY unit_key) u
        USING (unit_key)
    WHERE e.revision > $upto AND e.counts_from <= $as_of
    UNION ALL
    SELECT 'reading', target_id, NULL, NULL, reading, actor, counts_from, revision, 0
    FROM store.reading
    WHERE revision > $upto AND counts_from <= $as_of
    UNION ALL
    SELECT 'published', target_id, period, NULL, value, actor, counts_from, revision, 0
    FROM store.published
    WHERE revision > $upto AND counts_from <= $as_of
    UNION ALL
    SELECT 'conclusion', target_id, period, NULL, meeting_key::VARCHAR, actor, counts_from, revision, 0
    FROM store.conclusion
    WHERE revision > $upto AND counts_from <= $as_of
) learned
ORDER BY revision DESC, position DESC
LIMIT 1;
