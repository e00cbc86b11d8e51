WITH want(pid, backend_start, xact_start, state_change) AS (
    SELECT * FROM ROWS FROM (pg_catalog.unnest($1::int4[]), pg_catalog.unnest($2::timestamptz[]),
                             pg_catalog.unnest($3::timestamptz[]), pg_catalog.unnest($4::timestamptz[])) AS w),
target AS MATERIALIZED (
    SELECT a.pid, a.backend_start
    FROM pg_catalog.pg_stat_activity a
    JOIN want w ON w.pid = a.pid AND w.backend_start = a.backend_start
    WHERE a.backend_type = 'client backend'
      AND a.pid <> pg_catalog.pg_backend_pid()
      AND (a.xact_start = w.xact_start
           OR (w.xact_start IS NULL AND a.xact_start IS NULL AND a.state_change IS NOT DISTINCT FROM w.state_change)))
SELECT t.pid, t.backend_start, pg_catalog.pg_terminate_backend(t.pid) AS signalled
FROM target t
