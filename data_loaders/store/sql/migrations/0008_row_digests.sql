-- What each write brought: of every table and key how many rows, and the digest of them
-- (data_loaders/store/row_digests.py). `entry`: the number of the trail's entry that carries the
-- digest of these lines; `revision`: the write that brought the rows.
CREATE TABLE store.row_digest (
    entry INTEGER, revision INTEGER, table_name VARCHAR, key VARCHAR, row_count INTEGER,
    sha256 VARCHAR
);

-- The digest of an entry's lines, which its own hash covers; entries from before it was kept have none.
CREATE TABLE store.trail_rows (number INTEGER, sha256 VARCHAR);
