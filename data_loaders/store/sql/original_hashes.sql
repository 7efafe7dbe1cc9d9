SELECT sha256 FROM store.original ORDER BY revision, sha256;
