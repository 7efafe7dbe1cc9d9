-- What was bound, by the entry of the trail that carries its digest.
SELECT entry, revision, table_name, key, row_count, sha256
FROM store.row_digest ORDER BY entry, revision, table_name, key;
