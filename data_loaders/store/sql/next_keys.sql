-- The next free integer keys. One writer at a time, so the greatest plus one is free.
SELECT (SELECT coalesce(max(version_key), 0) + 1 FROM store.version),
       (SELECT coalesce(max(event_key), 0) + 1 FROM store.event),
       (SELECT coalesce(max(attempt_key), 0) + 1 FROM store.attempt),
       (SELECT coalesce(max(decision_key), 0) + 1 FROM store.decision),
       (SELECT coalesce(max(request_key), 0) + 1 FROM store.explanation_request);
