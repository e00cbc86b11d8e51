WITH want(pid, backend_start, state_change) AS (
    SELECT * FROM ROWS FROM (pg_catalog.unnest($1::int4[]), pg_catalog.unnest($2::timestamptz[]),
                             pg_catalog.unnest($3::timestamptz[])) AS w),
target AS MATERIALIZED (
    SELECT a.pid, a.backend_start
    FROM pg_catalog.pg_stat_activity a
    JOIN want w ON w.pid = a.pid AND w.backend_start = a.backend_start AND w.state_change = a.state_change
    WHERE a.backend_type = 'client backend'
      AND a.pid <> pg_catalog.pg_backend_pid()
      AND a.state = $4
      AND ($5 = '' OR a.application_name ~ $5)
      AND ($6 = '' OR a.usename = $6)
      AND ($7 = '' OR a.datname = $7)
      AND ($8 = '' OR pg_catalog.host(a.client_addr) = $8 OR ($8 = 'local' AND a.client_port = -1))
      AND a.state_change < pg_catalog.clock_timestamp() - $9::interval)
SELECT t.pid, t.backend_start, pg_catalog.pg_terminate_backend(t.pid) AS signalled
FROM target t
