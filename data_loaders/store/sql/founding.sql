-- The write that founded the store, and who did it.
SELECT revision, actor FROM store.revision ORDER BY revision LIMIT 1;
