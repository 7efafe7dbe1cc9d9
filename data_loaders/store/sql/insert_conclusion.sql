INSERT INTO store.conclusion VALUES ($target_id, $period, $verdict, $meeting_key, $meeting, $reason,
    $document, $actor, $counts_from, $revision);
