-- Of each of these tables, or of all leaves of a partitioned one: how many were vacuumed and analyzed since. With $3 of the
-- tables alone. What is there no more has no row. 13+
SELECT root.oid::int8 AS oid,
       pg_catalog.count(*) AS tables,
       pg_catalog.count(*) FILTER (WHERE s.last_vacuum >= $2::timestamptz) AS vacuumed,
       pg_catalog.count(*) FILTER (WHERE s.last_analyze >= $2::timestamptz) AS analyzed,
       COALESCE(pg_catalog.sum(s.n_dead_tup), 0)::int8 AS dead_rows
FROM pg_catalog.pg_class root
CROSS JOIN LATERAL (
    SELECT root.oid AS oid WHERE root.relkind <> 'p' OR $3::bool
    UNION ALL
    SELECT t.relid::oid FROM pg_catalog.pg_partition_tree(root.oid) t
    WHERE t.isleaf AND root.relkind = 'p' AND NOT $3::bool) leaf
JOIN pg_catalog.pg_stat_all_tables s ON s.relid = leaf.oid
WHERE root.oid = ANY ($1::oid[])
GROUP BY root.oid
