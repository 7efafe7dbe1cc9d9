SELECT content FROM store.original WHERE sha256 = $sha256 LIMIT 1;
