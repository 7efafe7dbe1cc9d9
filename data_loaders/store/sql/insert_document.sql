INSERT INTO store.document VALUES ($meeting_key, $law, $sha256, $revision);
