-- What a rewrite of a table has to reckon with: the write-ahead log that others have to take or keep, publications. 13+
SELECT (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_progress_basebackup) AS base_backups,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_replication_slots) AS slots,
       pg_catalog.current_setting('max_slot_wal_keep_size') AS slot_limit,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_publication_tables p
        WHERE p.schemaname = n.nspname AND p.tablename = c.relname) AS publications
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = $1::oid
