-- Rows that belong to nothing, keys that stand twice, numbers that are missing: what, and how many.
WITH found (what, number) AS (
    SELECT 'event-version', count(*) FROM store.event ANTI JOIN store.version USING (version_key)
    UNION ALL
    SELECT 'fact-version', count(*) FROM store.fact ANTI JOIN store.version USING (version_key)
    UNION ALL
    SELECT 'cell-version', count(*) FROM store.cell ANTI JOIN store.version USING (version_key)
    UNION ALL
    SELECT 'area-version', count(*) FROM store.area ANTI JOIN store.version USING (version_key)
    UNION ALL
    SELECT 'task-version', count(*) FROM store.task ANTI JOIN store.version USING (version_key)
    UNION ALL
    SELECT 'list-cell-version', count(*)
    FROM store.list_cell ANTI JOIN store.version USING (version_key)
    UNION ALL
    SELECT 'explanation-version', count(*)
    FROM store.explanation ANTI JOIN store.version USING (version_key)
    UNION ALL
    SELECT 'fact-cell', count(*)
    FROM store.fact ANTI JOIN store.cell USING (version_key, unit_key, measure_key)
    UNION ALL
    SELECT 'cell-fact', count(*)
    FROM store.cell ANTI JOIN store.fact USING (version_key, unit_key, measure_key)
    UNION ALL
    SELECT 'fact-unit', count(*) FROM store.fact ANTI JOIN store.unit USING (unit_key)
    UNION ALL
    SELECT 'fact-measure', count(*) FROM store.fact ANTI JOIN store.measure USING (measure_key)
    UNION ALL
    SELECT 'version-unit', count(*) FROM store.version ANTI JOIN store.unit USING (unit_key)
    UNION ALL
    SELECT 'version-original', count(*) FROM store.version ANTI JOIN store.original USING (sha256)
    UNION ALL
    SELECT 'attempt-original', count(*) FROM store.attempt ANTI JOIN store.original USING (sha256)
    UNION ALL
    SELECT 'version-fact', count(*) FROM store.version ANTI JOIN store.fact USING (version_key)
    UNION ALL
    SELECT 'version-event', count(*)
    FROM store.version
    ANTI JOIN (SELECT version_key FROM store.event WHERE event = 'sent') sent USING (version_key)
    UNION ALL
    SELECT 'version-revision', count(*) FROM store.version ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'event-revision', count(*) FROM store.event ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'step-decision', count(*)
    FROM store.decision_step ANTI JOIN store.decision USING (decision_key)
    UNION ALL
    SELECT 'answer-request', count(*)
    FROM store.explanation_answer ANTI JOIN store.explanation_request USING (request_key)
    UNION ALL
    SELECT 'decision-unit', count(*)
    FROM (
        SELECT unnest([unit_key, about_key]) AS unit_key FROM store.decision
    ) named ANTI JOIN store.unit USING (unit_key) WHERE unit_key IS NOT NULL
    UNION ALL
    SELECT 'request-unit', count(*)
    FROM store.explanation_request ANTI JOIN store.unit USING (unit_key)
    UNION ALL
    SELECT 'said-revision', count(*)
    FROM (
        SELECT revision FROM store.decision
        UNION ALL SELECT revision FROM store.decision_step
        UNION ALL SELECT revision FROM store.explanation_request
        UNION ALL SELECT revision FROM store.explanation_answer
    ) said ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'revision-trail', count(*) FROM store.revision ANTI JOIN store.trail USING (revision)
    UNION ALL
    SELECT 'revision-number', max(revision) - count(*) FROM store.revision
    UNION ALL
    SELECT 'version-twice', count(*) - count(DISTINCT version_key) FROM store.version
    UNION ALL
    SELECT 'event-twice', count(*) - count(DISTINCT event_key) FROM store.event
    UNION ALL
    SELECT 'attempt-twice', count(*) - count(DISTINCT attempt_key) FROM store.attempt
    UNION ALL
    SELECT 'original-twice', count(*) - count(DISTINCT sha256) FROM store.original
    UNION ALL
    SELECT 'decision-twice', count(*) - count(DISTINCT decision_key) FROM store.decision
    UNION ALL
    SELECT 'request-twice', count(*) - count(DISTINCT request_key) FROM store.explanation_request
    UNION ALL
    SELECT 'frozen-meeting', count(*) FROM store.frozen ANTI JOIN store.meeting USING (meeting_key)
    UNION ALL
    SELECT 'frozen-rules', count(*)
    FROM (
        SELECT plan_sha256 AS sha256 FROM store.frozen
        UNION ALL
        SELECT regime_sha256 FROM store.frozen
    ) kept ANTI JOIN store.original USING (sha256)
    UNION ALL
    SELECT 'frozen-upto', count(*) FROM store.frozen WHERE upto >= revision
    UNION ALL
    SELECT 'frozen-revision', count(*) FROM store.frozen ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'document-frozen', count(*)
    FROM store.document ANTI JOIN store.frozen USING (meeting_key)
    UNION ALL
    SELECT 'document-original', count(*)
    FROM store.document ANTI JOIN store.original USING (sha256)
    UNION ALL
    SELECT 'document-revision', count(*)
    FROM store.document ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'document-twice', count(*) - count(DISTINCT meeting_key) FROM store.document
    UNION ALL
    SELECT 'unit-change-unit', count(*)
    FROM (
        SELECT unnest([old_unit_id, new_unit_id]) AS unit_id FROM store.unit_change
    ) changed ANTI JOIN store.unit USING (unit_id) WHERE unit_id IS NOT NULL
    UNION ALL
    SELECT 'unit-change-revision', count(*)
    FROM store.unit_change ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'unit-key', count(*)
    FROM (
        SELECT unit_id FROM store.unit
        GROUP BY unit_id HAVING count(DISTINCT unit_key) <> 1
    ) keyed
    UNION ALL
    SELECT 'plan-revision', count(*)
    FROM store.plan_version ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'plan-original', count(*)
    FROM (
        SELECT sha256 FROM store.plan_version
        UNION ALL SELECT holidays_sha256 FROM store.plan_version
    ) planned ANTI JOIN store.original USING (sha256)
    UNION ALL
    SELECT 'plan-number', count(*)
    FROM (
        SELECT plan_id FROM store.plan_version
        GROUP BY plan_id HAVING count(*) <> max(version) OR count(DISTINCT version) <> count(*)
    ) numbered_plans
    UNION ALL
    SELECT 'conclusion-meeting', count(*)
    FROM store.conclusion ANTI JOIN store.frozen USING (meeting_key)
    UNION ALL
    SELECT 'recorded-revision', count(*)
    FROM (
        SELECT revision FROM store.reading
        UNION ALL SELECT revision FROM store.published
        UNION ALL SELECT revision FROM store.conclusion
    ) recorded ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'published-value', count(*)
    FROM store.published WHERE try_cast(value AS DECIMAL(24, 9)) IS NULL
    UNION ALL
    SELECT 'meeting-revision', count(*) FROM store.meeting ANTI JOIN store.revision USING (revision)
    UNION ALL
    SELECT 'meeting-twice', count(*) - count(DISTINCT meeting_key) FROM store.meeting
    UNION ALL
    SELECT 'frozen-twice', count(*) - count(DISTINCT meeting_key) FROM store.frozen
    UNION ALL
    SELECT 'version-number', count(*)
    FROM (
        SELECT unit_key FROM store.version
        GROUP BY unit_key, period
        HAVING count(*) <> max(version) OR count(DISTINCT version) <> count(*)
    ) numbered
)
SELECT what, number FROM found WHERE number <> 0;
