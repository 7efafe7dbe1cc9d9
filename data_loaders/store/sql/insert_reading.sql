INSERT INTO store.reading VALUES ($target_id, $reading, $reason, $actor, $counts_from, $revision);
