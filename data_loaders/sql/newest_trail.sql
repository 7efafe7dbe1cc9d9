SELECT number, digest FROM store.trail ORDER BY number DESC LIMIT 1;
