SELECT target_id, reading, reason, actor, counts_from FROM store.reading
WHERE counts_from <= $as_of AND revision <= $upto ORDER BY counts_from, revision;
