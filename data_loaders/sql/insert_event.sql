INSERT INTO store.event VALUES ($event_key, $version_key, $event, $at, $actor, $reason, $revision);
