INSERT INTO store.decision VALUES ($decision_key, $text, $due_on, $unit_key, $body, $target_id,
    $about_key, $meeting_id, $meeting, $actor, $counts_from, $revision);
