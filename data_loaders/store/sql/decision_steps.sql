-- Their states, the oldest first; of two of one instant the one stored later is the newer.
SELECT decision_key, state, completed_on, note, actor, counts_from
FROM store.decision_step
WHERE counts_from <= $as_of AND revision <= $upto
ORDER BY decision_key, counts_from, revision;
