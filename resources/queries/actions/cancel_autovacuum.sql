WITH target AS MATERIALIZED (
    SELECT a.pid, a.backend_start
    FROM pg_catalog.pg_stat_activity a
    WHERE a.pid = $1::int4
      AND a.backend_start = $2::timestamptz
      AND a.query_start IS NOT DISTINCT FROM $3::timestamptz
      AND a.backend_type = 'autovacuum worker'
      AND a.query NOT LIKE '%(to prevent wraparound)%')
SELECT t.pid, t.backend_start, pg_catalog.pg_cancel_backend(t.pid) AS signalled
FROM target t
