INSERT INTO store.area
SELECT $version_key, unnest($position::INTEGER[]), unnest($unit_key::INTEGER[]), unnest($cohort::SMALLINT[]), unnest($selected_on::DATE[]),
       unnest($area_class::VARCHAR[]), unnest($state::VARCHAR[]), unnest($decision_no::VARCHAR[]), unnest($decision_on::DATE[]),
       unnest($relapsed_on::DATE[]), unnest($note::VARCHAR[]), unnest($sheet::VARCHAR[]), unnest($sheet_row::INTEGER[]);
