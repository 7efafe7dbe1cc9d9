SELECT version_key, unit_key, cohort, selected_on, area_class, state, decision_no, decision_on,
       relapsed_on, note, sheet, sheet_row
FROM store.area WHERE version_key = $version_key ORDER BY position;
