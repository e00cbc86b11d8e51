-- One pid as it is now, whoever has it, and the locks it holds. No row: nobody has it. 13+
SELECT
       a.pid, a.backend_start, a.leader_pid, a.datid, a.usesysid, a.datname, a.usename, a.application_name,
       CASE WHEN a.client_addr IS NOT NULL THEN pg_catalog.host(a.client_addr)
            WHEN a.client_port = -1 THEN 'local' END AS client,
       a.client_port, a.backend_type, a.state, a.wait_event_type, a.wait_event,
       a.xact_start, a.query_start, a.state_change, a.backend_xid, a.backend_xmin,
       a.query,
       r.rolsuper AS role_is_superuser,
       pg_catalog.pg_has_role(a.usesysid, 'USAGE') AS is_member,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_locks l WHERE l.pid = a.pid AND l.granted) AS locks_held
FROM pg_catalog.pg_stat_activity a
LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
WHERE a.pid = $1::int4
