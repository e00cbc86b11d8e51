-- The settings that decide how many may connect, what may wait, how much of a query is shown, and what a standby must
-- not have less of than its primary.
-- `raw` is in the setting's base unit, `shown` as SHOW prints it. Those that a version lacks give no row.
SELECT a.name, a.setting AS raw, pg_catalog.current_setting(a.name) AS shown
FROM pg_catalog.pg_show_all_settings() AS a
WHERE a.name = ANY ('{max_connections,superuser_reserved_connections,reserved_connections,max_prepared_transactions,
    max_locks_per_transaction,track_activity_query_size,deadlock_timeout,statement_timeout,lock_timeout,
    idle_in_transaction_session_timeout,idle_session_timeout,transaction_timeout,synchronous_standby_names,
    synchronous_commit,shared_buffers,work_mem,max_wal_senders,max_worker_processes,track_activities,
    log_lock_waits}'::text[])
