SELECT a.version_key, a.unit_key, a.cohort, a.selected_on, a.area_class, a.state, a.decision_no,
       a.decision_on, a.relapsed_on, a.note, a.sheet, a.sheet_row
FROM in_force($as_of, $basis, $upto)
JOIN store.area a USING (version_key)
ORDER BY a.version_key, a.position;
