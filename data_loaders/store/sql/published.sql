-- Every published figure that counted at an instant, of what the store had learned, oldest first.
SELECT target_id, period, value, document, published_on, actor, counts_from FROM store.published
WHERE counts_from <= $as_of AND revision <= $upto ORDER BY counts_from, revision;
