-- Every client session that a filter describes; what may not be ended is sorted out by the console. 13+
SELECT
       a.pid, a.backend_start, a.leader_pid, a.datid, a.usesysid, a.datname, a.usename, a.application_name,
       CASE WHEN a.client_addr IS NOT NULL THEN pg_catalog.host(a.client_addr)
            WHEN a.client_port = -1 THEN 'local' END AS client,
       a.client_port, a.backend_type, a.state, a.wait_event_type, a.wait_event,
       a.xact_start, a.query_start, a.state_change, a.backend_xid, a.backend_xmin,
       a.query,
       r.rolsuper AS role_is_superuser,
       pg_catalog.pg_has_role(a.usesysid, 'USAGE') AS is_member,
       0::int8 AS locks_held
FROM pg_catalog.pg_stat_activity a
LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
WHERE a.backend_type = 'client backend'
  AND a.pid <> pg_catalog.pg_backend_pid()
  AND a.state = $1
  AND ($2 = '' OR a.application_name ~ $2)
  AND ($3 = '' OR a.usename = $3)
  AND ($4 = '' OR a.datname = $4)
  AND ($5 = '' OR pg_catalog.host(a.client_addr) = $5 OR ($5 = 'local' AND a.client_port = -1))
  AND a.state_change < pg_catalog.clock_timestamp() - $6::interval
ORDER BY a.state_change, a.pid
