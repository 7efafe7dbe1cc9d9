INSERT INTO store.attempt VALUES ($attempt_key, $unit_id, $period, $sha256, $file_name,
    $received_at, $actor, $findings, $revision);
