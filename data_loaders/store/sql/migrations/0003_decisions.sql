-- What the committee decided, whom it asked to explain, and all that was said since: rows are only
-- added. Each counts from an instant and was learned with a revision, like reports and their events.

-- The owner is a locality (unit_key) or another body by its name; about_key: the locality concerned.
CREATE TABLE store.decision (
    decision_key INTEGER, text VARCHAR, due_on DATE, unit_key INTEGER, body VARCHAR,
    target_id VARCHAR, about_key INTEGER, meeting_id VARCHAR, meeting VARCHAR, actor VARCHAR,
    counts_from BIGINT, revision INTEGER
);

CREATE TABLE store.decision_step (
    decision_key INTEGER, state VARCHAR, completed_on DATE, note VARCHAR, actor VARCHAR,
    counts_from BIGINT, revision INTEGER
);

CREATE TABLE store.explanation_request (
    request_key INTEGER, unit_key INTEGER, target_id VARCHAR, period INTEGER, text VARCHAR,
    due_on DATE, actor VARCHAR, counts_from BIGINT, revision INTEGER
);

CREATE TABLE store.explanation_answer (
    request_key INTEGER, text VARCHAR, actor VARCHAR, counts_from BIGINT, revision INTEGER
);
