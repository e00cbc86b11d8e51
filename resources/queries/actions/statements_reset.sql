SELECT %1.pg_stat_statements_reset(0::oid, d.oid, 0::int8)
FROM pg_catalog.pg_database d
WHERE d.datname = pg_catalog.current_database()
