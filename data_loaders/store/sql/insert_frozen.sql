INSERT INTO store.frozen VALUES (
    $meeting_key, $as_of, $judged_at, $upto, $basis, $period, $plan_sha256, $regime_sha256,
    $scorecard_sha256, $actor, $frozen_at, $revision
);
