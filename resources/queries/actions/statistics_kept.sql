-- The counters of this database, its tables, indexes and functions, a JSON object a row. 13+
SELECT (pg_catalog.to_jsonb(d) || '{"of": "database"}')::text AS line
FROM pg_catalog.pg_stat_database d
WHERE d.datname = pg_catalog.current_database()
UNION ALL
SELECT (pg_catalog.to_jsonb(t) || '{"of": "table"}')::text
FROM pg_catalog.pg_stat_all_tables t
WHERE t.seq_scan > 0 OR t.idx_scan > 0 OR t.n_tup_ins + t.n_tup_upd + t.n_tup_del > 0 OR t.n_live_tup + t.n_dead_tup > 0
   OR t.last_vacuum IS NOT NULL OR t.last_autovacuum IS NOT NULL OR t.last_analyze IS NOT NULL
   OR t.last_autoanalyze IS NOT NULL
UNION ALL
SELECT (pg_catalog.to_jsonb(i) || '{"of": "index"}')::text
FROM pg_catalog.pg_stat_all_indexes i
WHERE i.idx_scan > 0
UNION ALL
SELECT (pg_catalog.to_jsonb(f) || '{"of": "function"}')::text
FROM pg_catalog.pg_stat_user_functions f
