INSERT INTO store.unit_change
SELECT unnest($effective_on::DATE[]), unnest($change::VARCHAR[]), unnest($old_unit_id::VARCHAR[]),
       unnest($new_unit_id::VARCHAR[]), unnest($whole::BOOLEAN[]), unnest($decision_no::VARCHAR[]),
       unnest($decision_on::DATE[]), $counts_from, $revision;
