-- Of a standby: whether it replays, and what it has received and not replayed. Before 14 nobody tells a pause that was asked for from one that is. 13+
SELECT CASE WHEN r.recovers THEN CASE WHEN pg_catalog.pg_is_wal_replay_paused() THEN 'paused' ELSE 'not paused' END END AS state,
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
