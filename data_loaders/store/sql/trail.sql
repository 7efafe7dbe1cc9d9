SELECT t.number, t.happened_at, t.who, t.action, t.subject, t.origin, t.outcome, t.detail,
       coalesce(r.sha256, ''), t.digest
FROM store.trail t LEFT JOIN store.trail_rows r USING (number) ORDER BY t.number;
