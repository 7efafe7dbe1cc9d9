-- Results that no report gives: a figure that somebody else publishes, and what a meeting concluded
-- of a sentence without a figure. Rows are only added, like readings. `value`: a decimal number as
-- text, exactly; `period`: from which it counts, of a conclusion the one the meeting had frozen.

CREATE TABLE store.published (
    target_id VARCHAR, period INTEGER, value VARCHAR, document VARCHAR, published_on DATE,
    actor VARCHAR, counts_from BIGINT, revision INTEGER
);

CREATE TABLE store.conclusion (
    target_id VARCHAR, period INTEGER, verdict VARCHAR, meeting_key INTEGER, meeting VARCHAR,
    reason VARCHAR, document VARCHAR, actor VARCHAR, counts_from BIGINT, revision INTEGER
);
