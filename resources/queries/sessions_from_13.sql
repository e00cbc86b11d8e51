-- Sessions and who waits for whom, from one call of pg_stat_get_activity (the floor of what a refresh costs), read
-- row by row: a CTE would keep all rows once more, for a quarter more of the cost.
-- $1 timestamptz: the clock of the last answer less a margin; null asks for everything.
-- The first row (pid null) has the server's clock, from before the sessions are read, the id of the next transaction
-- (backend_xid), and the pids of all sessions, of the same moment as the rows, four bytes each (half of what an array
-- takes); other rows have whom they wait for, an
-- array in its binary form. They follow without the idle ones in which nothing happened since $1; those that are
-- still at the same statement come without the columns that did not change (is_full false). pg_blocking_pids takes the
-- lock manager's locks, so only for sessions that wait for a lock. Those that are hidden from this login (backend_type null)
-- do not tell whether they do: of them the table of locks tells it, which is read only then.
SELECT NULL::int4 AS pid, pg_catalog.statement_timestamp() AS backend_start,
       (SELECT pg_catalog.string_agg(pg_catalog.int4send(pg_catalog.pg_stat_get_backend_pid(b.id)), '')
        FROM pg_catalog.pg_stat_get_backend_idset() AS b (id)) AS pids,
       NULL::bool AS is_full, NULL::text AS wait_event_type, NULL::text AS wait_event,
       NULL::timestamptz AS xact_start,
       pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::xid AS backend_xid, NULL::xid AS backend_xmin,
       NULL::text AS state, NULL::timestamptz AS query_start, NULL::timestamptz AS state_change,
       NULL::oid AS datid, NULL::oid AS usesysid, NULL::text AS application_name, NULL::text AS client,
       NULL::int4 AS client_port, NULL::text AS backend_type, NULL::int4 AS leader_pid, NULL::bool AS ssl,
       NULL::int8 AS query_id, NULL::text AS query
UNION ALL
SELECT a.pid, a.backend_start,
       CASE WHEN a.wait_event_type = 'Lock'
              OR (a.backend_type IS NULL
                  AND a.pid IN (SELECT l.pid FROM pg_catalog.pg_lock_status() AS l WHERE NOT l.granted))
            THEN pg_catalog.array_send(pg_catalog.pg_blocking_pids(a.pid)) END,
       n.is_full, a.wait_event_type, a.wait_event,
       a.xact_start, a.backend_xid, a.backend_xmin,
       CASE WHEN n.is_full THEN a.state END,
       CASE WHEN n.is_full THEN a.query_start END,
       CASE WHEN n.is_full THEN a.state_change END,
       CASE WHEN n.is_full THEN a.datid END,
       CASE WHEN n.is_full THEN a.usesysid END,
       CASE WHEN n.is_full THEN a.application_name END,
       CASE WHEN n.is_full THEN pg_catalog.host(a.client_addr) END,
       CASE WHEN n.is_full THEN a.client_port END,
       CASE WHEN n.is_full THEN a.backend_type END,
       CASE WHEN n.is_full THEN a.leader_pid END,
       CASE WHEN n.is_full THEN a.ssl END,
       NULL::int8,
       CASE WHEN n.is_full THEN a.query END
FROM pg_catalog.pg_stat_get_activity(NULL) AS a
CROSS JOIN LATERAL (SELECT (a.state_change <= $1::timestamptz) IS NOT TRUE) AS n (is_full)
WHERE n.is_full OR a.state NOT LIKE 'idle%'
