-- Of a table, or of all leaves of a partitioned one: how many were vacuumed and analyzed since. 13+
SELECT pg_catalog.count(*) AS tables,
       pg_catalog.count(*) FILTER (WHERE s.last_vacuum >= $2::timestamptz) AS vacuumed,
       pg_catalog.count(*) FILTER (WHERE s.last_analyze >= $2::timestamptz) AS analyzed,
       COALESCE(pg_catalog.sum(s.n_dead_tup), 0)::int8 AS dead_rows,
       pg_catalog.max(pg_catalog.age(c.relfrozenxid))::int8 AS xid_age
FROM pg_catalog.pg_class root
CROSS JOIN LATERAL (
    SELECT root.oid AS oid WHERE root.relkind <> 'p'
    UNION ALL
    SELECT t.relid::oid FROM pg_catalog.pg_partition_tree(root.oid) t WHERE t.isleaf AND root.relkind = 'p') leaf
JOIN pg_catalog.pg_class c ON c.oid = leaf.oid
JOIN pg_catalog.pg_stat_all_tables s ON s.relid = leaf.oid
WHERE root.oid = pg_catalog.to_regclass($1)
