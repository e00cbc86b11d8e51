-- Sessions and who waits for whom, from one call of pg_stat_get_activity (the floor of what a refresh costs).
-- $1 timestamptz: the clock of the last answer less a margin; null asks for everything.
-- The first row (pid null) has the server's clock, from before the sessions are read, and the pids of idle sessions in which nothing happened since $1.
-- All other sessions follow; those that are still at the same statement come without the columns that did not change
-- (is_full false). pg_blocking_pids takes the lock manager's locks, so only for sessions that wait for a lock.
WITH activity AS MATERIALIZED (
    SELECT a.pid, a.datid, a.usesysid, a.application_name, a.client_addr, a.client_port, a.backend_type, a.state,
           a.wait_event_type, a.wait_event, a.backend_start, a.xact_start, a.query_start, a.state_change,
           a.backend_xid, a.backend_xmin, a.leader_pid, a.ssl, a.query, a.query_id AS query_id,
           COALESCE(a.state_change <= $1::timestamptz, false) AS known
    FROM pg_catalog.pg_stat_get_activity(NULL) AS a
)
SELECT NULL::int4 AS pid, pg_catalog.statement_timestamp() AS backend_start, pg_catalog.array_agg(k.pid) AS pids,
       NULL::bool AS is_full, NULL::text AS wait_event_type, NULL::text AS wait_event,
       NULL::timestamptz AS xact_start, NULL::xid AS backend_xid, NULL::xid AS backend_xmin,
       NULL::text AS state, NULL::timestamptz AS query_start, NULL::timestamptz AS state_change,
       NULL::oid AS datid, NULL::oid AS usesysid, NULL::text AS application_name, NULL::text AS client,
       NULL::int4 AS client_port, NULL::text AS backend_type, NULL::int4 AS leader_pid, NULL::bool AS ssl,
       NULL::int8 AS query_id, NULL::text AS query
FROM activity AS k
WHERE k.known AND k.state LIKE 'idle%'
UNION ALL
SELECT a.pid, a.backend_start, CASE WHEN a.wait_event_type = 'Lock' THEN pg_catalog.pg_blocking_pids(a.pid) END,
       NOT a.known, a.wait_event_type, a.wait_event,
       a.xact_start, a.backend_xid, a.backend_xmin,
       CASE WHEN NOT a.known THEN a.state END,
       CASE WHEN NOT a.known THEN a.query_start END,
       CASE WHEN NOT a.known THEN a.state_change END,
       CASE WHEN NOT a.known THEN a.datid END,
       CASE WHEN NOT a.known THEN a.usesysid END,
       CASE WHEN NOT a.known THEN a.application_name END,
       CASE WHEN NOT a.known THEN pg_catalog.host(a.client_addr) END,
       CASE WHEN NOT a.known THEN a.client_port END,
       CASE WHEN NOT a.known THEN a.backend_type END,
       CASE WHEN NOT a.known THEN a.leader_pid END,
       CASE WHEN NOT a.known THEN a.ssl END,
       CASE WHEN NOT a.known THEN a.query_id END,
       CASE WHEN NOT a.known THEN a.query END
FROM activity AS a
WHERE NOT (a.known AND a.state LIKE 'idle%')
