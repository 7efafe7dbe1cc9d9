INSERT INTO store.setting VALUES ($key, $value);
