INSERT INTO store.revision VALUES ($revision, $learned_at, $action, $actor);
