-- Plans as data: each version of a plan's folder that was put in force, from which period and by which
-- decision. `sha256` is that of its manifest (a line per file, as sha256sum writes them); manifest,
-- files and holidays lie with the originals. Rows are only added; the newest of a plan is in force.

CREATE TABLE store.plan_version (
    plan_id VARCHAR, version INTEGER, sha256 VARCHAR, holidays_sha256 VARCHAR, from_period INTEGER,
    decision VARCHAR, actor VARCHAR, counts_from BIGINT, revision INTEGER
);
