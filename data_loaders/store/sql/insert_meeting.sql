INSERT INTO store.meeting VALUES (
    $meeting_key, $name, $held_at, $chair, $agenda, $actor, $revision
);
