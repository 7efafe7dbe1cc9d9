-- Rows of a table and two sums of their hashes: the same for the same rows in whatever order, on
-- whatever engine. Each row is hashed as JSON, so that neither types nor files matter.
SELECT count(*),
       coalesce(sum(md5_number_lower(to_json(whole)::VARCHAR)), 0),
       coalesce(sum(md5_number_upper(to_json(whole)::VARCHAR)), 0)
FROM query_table($table) whole;
