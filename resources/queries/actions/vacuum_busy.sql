-- Who vacuums this table already, and whose lock a vacuum of it would wait for. 13+
SELECT 'vacuum' AS what, v.pid, a.backend_type, a.query LIKE '%(to prevent wraparound)%' AS is_wraparound,
       a.xact_start AS since
FROM pg_catalog.pg_stat_progress_vacuum v
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = v.pid
WHERE v.relid = $1::oid AND v.datname = pg_catalog.current_database()
UNION ALL
SELECT 'lock', l.pid, a.backend_type, false, a.xact_start
FROM pg_catalog.pg_locks l
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.relation = $1::oid AND l.granted AND l.locktype = 'relation'
  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
  AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                 'AccessExclusiveLock')
  AND l.pid <> pg_catalog.pg_backend_pid()
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_vacuum v WHERE v.pid = l.pid AND v.relid = $1::oid)
ORDER BY 1 DESC, since
LIMIT 5
