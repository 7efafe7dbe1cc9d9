SELECT a.version_key, a.unit_key, a.cohort, a.selected_on, a.area_class, a.state, a.decision_no,
       a.decision_on, a.relapsed_on, a.note, a.sheet, a.sheet_row
FROM store.area a
WHERE a.version_key IN (SELECT unnest($versions::INTEGER[]))
ORDER BY a.version_key, a.position;
