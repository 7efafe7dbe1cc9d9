SELECT target_id, reading, reason, actor, at FROM store.reading
WHERE at <= $as_of AND revision <= $upto ORDER BY at, revision;
