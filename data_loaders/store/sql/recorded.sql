-- Every published figure and every conclusion of a meeting, oldest record first; whoever reads them
-- picks what counts by an instant and a revision.
SELECT 'published' AS kind, target_id, period, value AS said, NULL AS meeting_key, NULL AS meeting,
       NULL AS reason, document, published_on, actor, counts_from, revision
FROM store.published
UNION ALL
SELECT 'conclusion', target_id, period, verdict, meeting_key, meeting, reason, document, NULL, actor,
       counts_from, revision
FROM store.conclusion
ORDER BY counts_from, revision;
