INSERT INTO store.plan_version VALUES ($plan_id, $version, $sha256, $holidays_sha256, $from_period,
    $decision, $actor, $counts_from, $revision);
