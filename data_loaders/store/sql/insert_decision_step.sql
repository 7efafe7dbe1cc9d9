INSERT INTO store.decision_step VALUES ($decision_key, $state, $completed_on, $note, $actor,
    $counts_from, $revision);
