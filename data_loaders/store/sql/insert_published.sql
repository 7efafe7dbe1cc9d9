INSERT INTO store.published VALUES ($target_id, $period, $value, $document, $published_on, $actor,
    $counts_from, $revision);
