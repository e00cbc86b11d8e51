-- How far the long work of this console's action is; no row: it runs no more. 13+; some columns came later.
SELECT a.pid, a.wait_event_type, v.phase, v.heap_blks_total, v.heap_blks_scanned, v.heap_blks_vacuumed,
       (pg_catalog.to_jsonb(v) ->> 'indexes_total')::int8 AS indexes_total,
       (pg_catalog.to_jsonb(v) ->> 'indexes_processed')::int8 AS indexes_processed,
       s.phase AS analyze_phase, s.sample_blks_total, s.sample_blks_scanned,
       c.phase AS rewrite_phase, c.heap_blks_total AS rewrite_total, c.heap_blks_scanned AS rewrite_done,
       i.phase AS index_phase, i.lockers_total, i.lockers_done, i.current_locker_pid,
       i.blocks_total, i.blocks_done, i.tuples_total, i.tuples_done
FROM pg_catalog.pg_stat_activity a
LEFT JOIN pg_catalog.pg_stat_progress_vacuum v ON v.pid = a.pid
LEFT JOIN pg_catalog.pg_stat_progress_analyze s ON s.pid = a.pid
LEFT JOIN pg_catalog.pg_stat_progress_cluster c ON c.pid = a.pid
LEFT JOIN pg_catalog.pg_stat_progress_create_index i ON i.pid = a.pid
WHERE a.application_name = $1
  AND a.usename = current_user
  AND a.backend_type = 'client backend'
  AND a.state = 'active'
  AND a.pid <> pg_catalog.pg_backend_pid()
LIMIT 1
