INSERT INTO store.explanation
SELECT $version_key, unnest($finding::VARCHAR[]), unnest($explanation::VARCHAR[]), $revision;
