INSERT INTO store.trail VALUES ($number, $happened_at, $who, $action, $subject, $origin, $outcome,
    $detail, $digest, $revision);
