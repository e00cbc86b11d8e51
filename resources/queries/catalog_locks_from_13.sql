-- Who holds a system catalog so that nobody else can read it. One row; null when nobody does.
SELECT pg_catalog.string_agg(DISTINCT l.pid::text, ', ') AS pids
FROM pg_catalog.pg_lock_status() AS l
WHERE l.granted AND l.mode = 'AccessExclusiveLock' AND l.locktype = 'relation' AND l.relation < 16384
