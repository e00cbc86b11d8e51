-- Counters of every database (and of shared objects, oid 0), without touching pg_database: it may be locked. Backends
-- are not among them: pg_stat_get_db_numbackends() is dear, and the sessions tell.
SELECT o.oid,
       pg_catalog.pg_stat_get_db_xact_commit(o.oid) AS commits,
       pg_catalog.pg_stat_get_db_xact_rollback(o.oid) AS rollbacks,
       pg_catalog.pg_stat_get_db_blocks_fetched(o.oid) - pg_catalog.pg_stat_get_db_blocks_hit(o.oid) AS blocks_read,
       pg_catalog.pg_stat_get_db_blocks_hit(o.oid) AS blocks_hit,
       pg_catalog.pg_stat_get_db_tuples_returned(o.oid) AS rows_returned,
       pg_catalog.pg_stat_get_db_tuples_fetched(o.oid) AS rows_fetched,
       pg_catalog.pg_stat_get_db_tuples_inserted(o.oid) AS rows_inserted,
       pg_catalog.pg_stat_get_db_tuples_updated(o.oid) AS rows_updated,
       pg_catalog.pg_stat_get_db_tuples_deleted(o.oid) AS rows_deleted,
       pg_catalog.pg_stat_get_db_conflict_all(o.oid) AS conflicts,
       pg_catalog.pg_stat_get_db_temp_files(o.oid) AS temp_files,
       pg_catalog.pg_stat_get_db_temp_bytes(o.oid) AS temp_bytes,
       pg_catalog.pg_stat_get_db_deadlocks(o.oid) AS deadlocks,
       pg_catalog.pg_stat_get_db_stat_reset_time(o.oid) AS stats_reset
FROM pg_catalog.unnest($1::oid[]) AS o (oid)
