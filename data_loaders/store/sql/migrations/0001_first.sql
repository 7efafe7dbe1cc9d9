-- The store's first shape. No primary key, unique, check, sequence, enum or index: DuckLake has none
-- of them, and DuckDB is faster without. Nothing here is ever updated or deleted.
-- Instants are microseconds since 1970 UTC; periods are months since year 0; keys are integers.
-- `revision` is the write that brought a row: the order in which the store learned things.

CREATE TABLE store.setting (key VARCHAR, value VARCHAR);

CREATE TABLE store.revision (revision INTEGER, learned_at BIGINT, action VARCHAR, actor VARCHAR);

CREATE TABLE store.unit (
    unit_key INTEGER, unit_id VARCHAR, code VARCHAR, level VARCHAR, kind VARCHAR, name VARCHAR,
    parent_id VARCHAR, tile_column SMALLINT, tile_row SMALLINT, valid_from DATE, valid_to DATE,
    counts_from BIGINT, revision INTEGER
);

CREATE TABLE store.measure (measure_key SMALLINT, code VARCHAR, revision INTEGER);

CREATE TABLE store.original (sha256 VARCHAR, size BIGINT, content BLOB, revision INTEGER);

-- A file that could be read but not taken: kept with its findings, never a version.
CREATE TABLE store.attempt (
    attempt_key INTEGER, unit_id VARCHAR, period INTEGER, sha256 VARCHAR, file_name VARCHAR,
    received_at BIGINT, actor VARCHAR, findings VARCHAR, revision INTEGER
);

CREATE TABLE store.version (
    version_key INTEGER, unit_key INTEGER, period INTEGER, version INTEGER, sha256 VARCHAR,
    file_name VARCHAR, form VARCHAR, form_id VARCHAR, received_at BIGINT, actor VARCHAR,
    revision INTEGER
);

CREATE TABLE store.event (
    event_key INTEGER, version_key INTEGER, event VARCHAR, counts_from BIGINT, actor VARCHAR,
    reason VARCHAR, revision INTEGER
);

-- Warnings of a version with the explanation that the sender typed.
CREATE TABLE store.explanation (
    version_key INTEGER, finding VARCHAR, explanation VARCHAR, revision INTEGER
);

-- What is added up (narrow) apart from where it stood (wide, read only for a trace).
CREATE TABLE store.fact (
    version_key INTEGER, unit_key INTEGER, measure_key SMALLINT, value BIGINT
);
CREATE TABLE store.cell (
    version_key INTEGER, unit_key INTEGER, measure_key SMALLINT, sheet VARCHAR, cell VARCHAR,
    text VARCHAR
);

CREATE TABLE store.area (
    version_key INTEGER, position INTEGER, unit_key INTEGER, cohort SMALLINT, selected_on DATE,
    area_class VARCHAR, state VARCHAR, decision_no VARCHAR, decision_on DATE, relapsed_on DATE,
    note VARCHAR, sheet VARCHAR, sheet_row INTEGER
);

CREATE TABLE store.task (
    version_key INTEGER, position INTEGER, task_id VARCHAR, state VARCHAR, completed_on DATE,
    note VARCHAR, sheet VARCHAR, sheet_row INTEGER
);

-- What was done to figures, each entry with the hash of the one before (data_loaders/store/hash_chain.py).
CREATE TABLE store.trail (
    number INTEGER, happened_at BIGINT, who VARCHAR, action VARCHAR, subject VARCHAR,
    origin VARCHAR, outcome VARCHAR, detail VARCHAR, digest VARCHAR, revision INTEGER
);

-- Every filled cell of the two lists, as typed.
CREATE TABLE store.list_cell (
    version_key INTEGER, sheet VARCHAR, sheet_row INTEGER, code VARCHAR, cell VARCHAR, text VARCHAR
);

CREATE TABLE store.reading (
    target_id VARCHAR, reading VARCHAR, reason VARCHAR, actor VARCHAR, counts_from BIGINT, revision INTEGER
);
