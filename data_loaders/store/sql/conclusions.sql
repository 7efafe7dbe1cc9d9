-- What meetings had concluded by an instant, of what the store had learned, oldest first.
SELECT c.target_id, c.period, c.verdict, c.meeting_key, m.name, c.reason, c.document, c.actor,
       c.counts_from
FROM store.conclusion c JOIN store.meeting m USING (meeting_key)
WHERE c.counts_from <= $as_of AND c.revision <= $upto ORDER BY c.counts_from, c.revision;
