-- Of a standby: whether it replays, and what it has received and not replayed. 'paused', 'pause requested' or 'not paused'. 14+
SELECT CASE WHEN r.recovers THEN pg_catalog.pg_get_wal_replay_pause_state() END AS state,
       CASE WHEN r.recovers THEN
           pg_catalog.pg_wal_lsn_diff(GREATEST(pg_catalog.pg_last_wal_receive_lsn(), pg_catalog.pg_last_wal_replay_lsn()),
                                      pg_catalog.pg_last_wal_replay_lsn())::int8 END AS unreplayed_bytes,
       pg_catalog.pg_last_xact_replay_timestamp() AS replayed,
       pg_catalog.current_setting('hot_standby_feedback') = 'on' AS sends_feedback,
       pg_catalog.current_setting('recovery_target') || pg_catalog.current_setting('recovery_target_lsn')
           || pg_catalog.current_setting('recovery_target_name') || pg_catalog.current_setting('recovery_target_time')
           || pg_catalog.current_setting('recovery_target_xid') <> '' AS has_target,
       pg_catalog.has_function_privilege('pg_catalog.pg_wal_replay_pause()', 'EXECUTE') AS may_pause,
       pg_catalog.has_function_privilege('pg_catalog.pg_wal_replay_resume()', 'EXECUTE') AS may_resume
FROM (SELECT pg_catalog.pg_is_in_recovery() AS recovers) AS r
