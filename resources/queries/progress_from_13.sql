-- How far long commands are: one row a command, whoever began it. done and total are of its phase, in `unit`; null where
-- the server does not tell. Names of relations are those of the database we are connected to; others are not visible
-- from here. A login that may not see a session has its phase as null.
-- 13 does not report COPY, and no count of indexes.
WITH work AS (
    SELECT 'vacuum'::text AS kind, 'VACUUM'::text AS command, v.pid, v.datname::text AS database, v.relid, 0::oid AS indexid,
           v.phase,
           CASE WHEN v.phase IN ('scanning heap', 'vacuuming heap') THEN 'blocks' END AS unit,
           CASE v.phase WHEN 'scanning heap' THEN v.heap_blks_scanned WHEN 'vacuuming heap' THEN v.heap_blks_vacuumed END AS done,
           CASE WHEN v.phase IN ('scanning heap', 'vacuuming heap') THEN v.heap_blks_total END AS total,
           NULL::int8 AS locker, NULL::float8 AS delay_ms,
           v.heap_blks_total AS blocks, v.heap_blks_scanned AS scanned, v.heap_blks_vacuumed AS vacuumed,
           v.index_vacuum_count AS passes, v.num_dead_tuples AS dead_rows, v.num_dead_tuples AS memory_used,
           v.max_dead_tuples AS memory_limit
    FROM pg_catalog.pg_stat_progress_vacuum AS v
    UNION ALL
    SELECT 'analyze', 'ANALYZE', a.pid, a.datname::text, a.relid, 0, a.phase,
           CASE a.phase WHEN 'acquiring sample rows' THEN 'blocks' WHEN 'acquiring inherited sample rows' THEN 'tables' END,
           CASE a.phase WHEN 'acquiring sample rows' THEN a.sample_blks_scanned
                        WHEN 'acquiring inherited sample rows' THEN a.child_tables_done END,
           CASE a.phase WHEN 'acquiring sample rows' THEN a.sample_blks_total
                        WHEN 'acquiring inherited sample rows' THEN a.child_tables_total END,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM pg_catalog.pg_stat_progress_analyze AS a
    UNION ALL
    SELECT 'create index', i.command, i.pid, i.datname::text, i.relid, i.index_relid, i.phase,
           c.unit,
           CASE c.unit WHEN 'sessions' THEN i.lockers_done WHEN 'blocks' THEN i.blocks_done WHEN 'rows' THEN i.tuples_done END,
           CASE c.unit WHEN 'sessions' THEN i.lockers_total WHEN 'blocks' THEN i.blocks_total WHEN 'rows' THEN i.tuples_total END,
           i.current_locker_pid, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM pg_catalog.pg_stat_progress_create_index AS i
    CROSS JOIN LATERAL (SELECT CASE WHEN i.phase LIKE 'waiting for%' THEN 'sessions'
                                    WHEN i.blocks_total > 0 THEN 'blocks'
                                    WHEN i.tuples_total > 0 AND i.phase NOT LIKE '%sorting%' THEN 'rows' END) AS c (unit)
    UNION ALL
    SELECT 'cluster', l.command, l.pid, l.datname::text, l.relid, l.cluster_index_relid, l.phase,
           CASE l.phase WHEN 'seq scanning heap' THEN 'blocks' WHEN 'index scanning heap' THEN 'rows'
                        WHEN 'writing new heap' THEN 'rows' WHEN 'rebuilding index' THEN 'indexes' END,
           CASE l.phase WHEN 'seq scanning heap' THEN l.heap_blks_scanned WHEN 'index scanning heap' THEN l.heap_tuples_scanned
                        WHEN 'writing new heap' THEN l.heap_tuples_written WHEN 'rebuilding index' THEN l.index_rebuild_count END,
           CASE l.phase WHEN 'seq scanning heap' THEN l.heap_blks_total WHEN 'writing new heap' THEN l.heap_tuples_scanned END,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM pg_catalog.pg_stat_progress_cluster AS l
    UNION ALL
    SELECT 'base backup', 'BASE_BACKUP', b.pid, NULL, 0, 0, b.phase,
           CASE WHEN b.phase = 'streaming database files' THEN 'bytes' END,
           CASE WHEN b.phase = 'streaming database files' THEN b.backup_streamed END,
           CASE WHEN b.phase = 'streaming database files' THEN b.backup_total END,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM pg_catalog.pg_stat_progress_basebackup AS b
)
SELECT w.kind, w.command, w.pid, w.database, w.relid, w.indexid, w.phase, w.unit, w.done, w.total, w.locker, w.delay_ms,
       w.blocks, w.scanned, w.vacuumed, w.passes, w.dead_rows, w.memory_used, w.memory_limit,
       CASE WHEN s.nspname IN ('public', 'pg_catalog') THEN c.relname::text
            ELSE s.nspname::text || '.' || c.relname::text END AS relation, x.relname::text AS index
FROM work AS w
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = w.relid AND w.database = pg_catalog.current_database()
LEFT JOIN pg_catalog.pg_namespace AS s ON s.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class AS x ON x.oid = w.indexid AND w.database = pg_catalog.current_database()
