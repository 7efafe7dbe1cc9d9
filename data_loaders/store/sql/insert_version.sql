INSERT INTO store.version VALUES ($version_key, $unit_key, $period, $version, $sha256, $file_name,
    $form, $form_id, $received_at, $actor, $revision);
