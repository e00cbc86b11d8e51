-- Who does the same kind of work on these tables, or on partitions of them, by the server's views of progress. Whose
-- progress this role may not see is found by its lock, see table_locks. 13+
WITH tables AS MATERIALIZED (
    SELECT o.oid FROM pg_catalog.unnest($1::oid[]) o(oid)
    UNION SELECT t.relid::oid FROM pg_catalog.unnest($1::oid[]) o(oid), pg_catalog.pg_partition_tree(o.oid) t)
SELECT w.what, w.pid, a.backend_type, a.query LIKE '%(to prevent wraparound)%' AS is_wraparound,
       a.xact_start AS since, w.relid::int8 AS oid
FROM (SELECT 'vacuum' AS what, v.pid, v.relid, v.datid FROM pg_catalog.pg_stat_progress_vacuum v
      UNION ALL
      SELECT 'rewrite', c.pid, c.relid, c.datid FROM pg_catalog.pg_stat_progress_cluster c
      UNION ALL
      SELECT 'index', i.pid, i.relid, i.datid FROM pg_catalog.pg_stat_progress_create_index i) w
JOIN tables t ON t.oid = w.relid
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = w.pid
WHERE w.datid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
ORDER BY since
LIMIT 5
