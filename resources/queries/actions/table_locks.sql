-- The sessions that hold or want a lock on these tables or on partitions of them, the oldest first: whether what they hold is
-- one of the modes $2, and how many there are in all. A prepared transaction has no pid. 13+
WITH tables AS MATERIALIZED (
    SELECT o.oid FROM pg_catalog.unnest($1::oid[]) o(oid)
    UNION SELECT t.relid::oid FROM pg_catalog.unnest($1::oid[]) o(oid), pg_catalog.pg_partition_tree(o.oid) t),
seats AS MATERIALIZED (
    SELECT l.pid, l.virtualtransaction,
           pg_catalog.bool_or(l.granted AND l.mode = ANY ($2::text[])) AS is_in_the_way,
           pg_catalog.bool_or(NOT l.granted) AS is_waiting
    FROM pg_catalog.pg_locks l
    JOIN tables t ON t.oid = l.relation
    WHERE l.locktype = 'relation'
      AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                        WHERE d.datname = pg_catalog.current_database())
      AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
    GROUP BY l.pid, l.virtualtransaction)
SELECT COALESCE(s.pid, 0) AS pid, s.is_in_the_way, s.is_waiting, a.backend_type, a.state, a.xact_start AS since,
       COALESCE(a.query LIKE '%(to prevent wraparound)%', false) AS is_wraparound,
       pg_catalog.count(*) FILTER (WHERE s.is_in_the_way) OVER () AS in_the_way,
       pg_catalog.count(*) FILTER (WHERE s.is_waiting) OVER () AS waiting
FROM seats s
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = s.pid
ORDER BY s.is_in_the_way DESC, a.xact_start NULLS LAST
LIMIT 20
