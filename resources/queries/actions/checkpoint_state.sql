-- The last checkpoint (of a standby: restartpoint), what has been written since, and who may make one. $1: what is already
-- known of one. `wal_bytes` is WAL from where recovery would begin. 13+
SELECT c.checkpoint_time, c.redo_lsn::text AS redo_lsn,
       c.checkpoint_time > $1::timestamptz AS is_newer,
       pg_catalog.pg_wal_lsn_diff(CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()
                                       ELSE pg_catalog.pg_current_wal_insert_lsn() END, c.redo_lsn)::int8 AS wal_bytes,
       pg_catalog.current_setting('checkpoint_timeout') AS checkpoint_timeout,
       EXISTS (SELECT FROM pg_catalog.pg_roles r
               WHERE r.rolname = 'pg_checkpoint' AND pg_catalog.pg_has_role(r.oid, 'USAGE')) AS may,
       EXISTS (SELECT FROM pg_catalog.pg_stat_progress_basebackup b
               WHERE b.phase = 'waiting for checkpoint to finish') AS backup_waits,
       (SELECT pg_catalog.quote_ident(n.nspname)
        FROM pg_catalog.pg_extension e
        JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid
                                   AND d.classid = 'pg_catalog.pg_proc'::regclass AND d.deptype = 'e'
        JOIN pg_catalog.pg_proc p ON p.oid = d.objid
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE e.extname = 'pg_buffercache' AND p.proname = 'pg_buffercache_summary' AND p.pronargs = 0
          AND pg_catalog.has_function_privilege(p.oid, 'EXECUTE')
          AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')) AS buffercache
FROM pg_catalog.pg_control_checkpoint() c
