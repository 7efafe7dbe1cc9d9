-- One version by locality, period and number, with its file and its acceptance as of an instant;
-- none where that was withdrawn by then.
SELECT v.version_key, v.sha256, v.file_name, v.actor, v.received_at,
       (SELECT CASE WHEN arg_max(e.event, (e.counts_from, e.event_key)) = 'accepted'
                    THEN max(e.counts_from) END
        FROM store.event e
        WHERE e.version_key = v.version_key
          AND e.counts_from <= $as_of AND e.revision <= $upto)
FROM store.version v
WHERE v.unit_key = $unit_key AND v.period = $period AND v.version = $version;
