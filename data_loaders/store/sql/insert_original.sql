-- The same bytes are kept once.
INSERT INTO store.original
SELECT $sha256, $size, $content, $revision
WHERE NOT EXISTS (SELECT 1 FROM store.original WHERE sha256 = $sha256);
