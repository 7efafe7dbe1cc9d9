-- What became of units on a day: `old_unit_id` went into `new_unit_id`, all of it where `whole` says so.
-- NULL as old: made of nothing; NULL as new: abolished. Rows are only added; of a unit the newest row
-- (`counts_from`, then `revision`) is the one that counts.

CREATE TABLE store.unit_change (
    effective_on DATE, change VARCHAR, old_unit_id VARCHAR, new_unit_id VARCHAR, whole BOOLEAN,
    decision_no VARCHAR, decision_on DATE, counts_from BIGINT, revision INTEGER
);
