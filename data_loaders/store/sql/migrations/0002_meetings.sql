-- Meetings of the committee. One may be planned; its figures are frozen once and never again. The
-- plan and the calendar judged by are kept as they were, with the originals, once per SHA-256.

CREATE TABLE store.meeting (
    meeting_key INTEGER, name VARCHAR, held_at BIGINT, chair VARCHAR, agenda VARCHAR,
    actor VARCHAR, revision INTEGER
);

-- From where the figures of a meeting are read: `as_of`, `upto` (a revision) and `judged_at`.
CREATE TABLE store.frozen (
    meeting_key INTEGER, as_of BIGINT, judged_at BIGINT, upto INTEGER, basis VARCHAR,
    period INTEGER, plan_sha256 VARCHAR, regime_sha256 VARCHAR, scorecard_sha256 VARCHAR,
    actor VARCHAR, frozen_at BIGINT, revision INTEGER
);
