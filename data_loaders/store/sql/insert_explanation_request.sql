INSERT INTO store.explanation_request VALUES ($request_key, $unit_key, $target_id, $period, $text,
    $due_on, $actor, $counts_from, $revision);
