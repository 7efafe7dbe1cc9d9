-- Who sent each of these versions, and when it was received.
SELECT version_key, actor, received_at FROM store.version
WHERE version_key IN (SELECT unnest($versions::INTEGER[]));
