-- One version by locality, period and number, with its file and its acceptance as of an instant.
SELECT v.version_key, v.sha256, v.file_name, v.actor, v.received_at,
       (SELECT max(e.counts_from) FROM store.event e
        WHERE e.version_key = v.version_key AND e.event = 'accepted'
          AND e.counts_from <= $as_of AND e.revision <= $upto)
FROM store.version v
WHERE v.unit_key = $unit_key AND v.period = $period AND v.version = $version;
