-- Every request to explain that counted at an instant, of what the store had learned.
SELECT request_key, unit_key, target_id, period, text, due_on, actor, counts_from
FROM store.explanation_request
WHERE counts_from <= $as_of AND revision <= $upto
ORDER BY request_key;
