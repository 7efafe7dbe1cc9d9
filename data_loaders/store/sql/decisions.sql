-- Every decision that counted at an instant, of what the store had learned, in order of recording.
SELECT decision_key, text, due_on, unit_key, body, target_id, about_key, meeting_id, meeting, actor,
       counts_from
FROM store.decision
WHERE counts_from <= $as_of AND revision <= $upto
ORDER BY decision_key;
