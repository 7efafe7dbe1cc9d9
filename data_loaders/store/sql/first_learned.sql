-- When the store learned its first thing: the instant it was made.
SELECT min(learned_at) FROM store.revision;
