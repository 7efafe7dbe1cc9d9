SELECT number, happened_at, who, action, subject, origin, outcome, detail, digest
FROM store.trail ORDER BY number;
