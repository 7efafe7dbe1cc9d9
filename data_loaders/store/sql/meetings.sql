-- Every meeting, the newest first; the columns of the freezing are NULL where it is only planned,
-- and the document where none was written yet.
SELECT m.meeting_key, m.name, m.held_at, m.chair, m.agenda, m.actor,
       f.as_of, f.judged_at, f.upto, f.basis, f.period, f.plan_sha256, f.regime_sha256,
       f.scorecard_sha256, f.actor, f.frozen_at, d.sha256
FROM store.meeting m
LEFT JOIN store.frozen f USING (meeting_key)
LEFT JOIN store.document d USING (meeting_key)
ORDER BY m.held_at DESC, m.meeting_key DESC;
