-- What became of units, as far as it was known at an instant and learned by a revision.
SELECT effective_on, change, old_unit_id, new_unit_id, whole, decision_no, decision_on
FROM store.unit_change WHERE counts_from <= $as_of AND revision <= $upto
ORDER BY effective_on, new_unit_id NULLS LAST, old_unit_id NULLS FIRST;
