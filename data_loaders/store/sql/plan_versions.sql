-- Every version of every plan, in the order in which they were put in force.
SELECT plan_id, version, sha256, holidays_sha256, from_period, decision, actor, counts_from, revision
FROM store.plan_version ORDER BY revision, version;
