WITH target AS MATERIALIZED (
    SELECT a.pid, a.backend_start
    FROM pg_catalog.pg_stat_activity a
    WHERE a.application_name = $1
      AND a.usename = current_user
      AND a.backend_type = 'client backend'
      AND a.state = 'active'
      AND a.pid <> pg_catalog.pg_backend_pid())
SELECT t.pid, t.backend_start, pg_catalog.pg_cancel_backend(t.pid) AS signalled
FROM target t
