INSERT INTO store.trail_rows VALUES ($number, $sha256);
