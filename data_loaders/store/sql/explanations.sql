SELECT finding, explanation FROM store.explanation WHERE version_key = $version_key;
