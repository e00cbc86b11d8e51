-- What a concurrent build of an index on this table has to wait for: transactions that have written it, and all of this
-- database that may still see what was before; the oldest first, with how many there are. 13+
WITH writers AS MATERIALIZED (
    SELECT DISTINCT l.pid
    FROM pg_catalog.pg_locks l
    WHERE l.relation = $1::oid AND l.locktype = 'relation' AND l.granted
      AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                        WHERE d.datname = pg_catalog.current_database())
      AND l.mode IN ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                     'AccessExclusiveLock')
      AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()),
waited AS MATERIALIZED (
    SELECT w.pid, a.state, a.xact_start
    FROM writers w
    LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = w.pid
    WHERE a.backend_type IS DISTINCT FROM 'autovacuum worker'
    UNION
    SELECT a.pid, a.state, a.xact_start
    FROM pg_catalog.pg_stat_activity a
    WHERE a.datname = pg_catalog.current_database() AND a.backend_xmin IS NOT NULL
      AND a.backend_type NOT IN ('autovacuum worker', 'parallel worker', 'walsender')
      AND a.pid <> pg_catalog.pg_backend_pid())
SELECT COALESCE(w.pid, 0) AS pid, w.state, w.xact_start AS since, pg_catalog.count(*) OVER () AS transactions
FROM waited w
ORDER BY w.xact_start NULLS FIRST
LIMIT 1
