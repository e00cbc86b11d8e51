-- Of another server of the same system: what a standby must not have less of than its primary, from which slot it streams
-- and whether its commits wait for standbys. 13+
SELECT pg_catalog.current_setting('primary_slot_name') AS slot,
       pg_catalog.current_setting('synchronous_standby_names') AS synchronous_standbys,
       pg_catalog.current_setting('synchronous_commit') AS synchronous_commit,
       pg_catalog.current_setting('max_connections')::int8 AS max_connections,
       pg_catalog.current_setting('max_worker_processes')::int8 AS max_worker_processes,
       pg_catalog.current_setting('max_wal_senders')::int8 AS max_wal_senders,
       pg_catalog.current_setting('max_prepared_transactions')::int8 AS max_prepared_transactions,
       pg_catalog.current_setting('max_locks_per_transaction')::int8 AS max_locks_per_transaction,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_get_wal_senders() w WHERE w.state = 'streaming') AS standbys
