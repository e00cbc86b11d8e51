-- The file that a table has now, its size, and whether its planner's statistics were renewed since. 13+
SELECT COALESCE(pg_catalog.pg_relation_filenode(c.oid), 0)::int8 AS file,
       COALESCE(pg_catalog.pg_total_relation_size(c.oid), 0) AS bytes,
       COALESCE(s.last_analyze >= $2::timestamptz, false) AS is_analyzed
FROM pg_catalog.pg_class c
LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
WHERE c.oid = $1::oid
