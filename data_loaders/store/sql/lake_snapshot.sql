-- The catalogue's newest commit: another number, another state of the store.
SELECT id FROM store.current_snapshot();
