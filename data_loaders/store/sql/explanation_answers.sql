-- The answers to them, the newest first.
SELECT request_key, text, actor, counts_from
FROM store.explanation_answer
WHERE counts_from <= $as_of AND revision <= $upto
ORDER BY request_key, counts_from DESC, revision DESC;
