INSERT INTO store.event VALUES ($event_key, $version_key, $event, $counts_from, $actor, $reason, $revision);
