-- A replication slot, what it keeps, and whether this role may drop it. No row: there is none of that name. 13+
SELECT s.slot_name::text AS name, s.slot_type = 'logical' AS is_logical, s.database::text AS database,
       pg_catalog.current_database()::text AS own_database, s.plugin::text AS plugin,
       s.active, s.active_pid::int8 AS active_pid, s.restart_lsn::text AS restart_lsn, s.wal_status,
       pg_catalog.pg_wal_lsn_diff(CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()
                                       ELSE pg_catalog.pg_current_wal_lsn() END, s.restart_lsn)::int8 AS kept_bytes,
       GREATEST(pg_catalog.age(s.xmin), pg_catalog.age(s.catalog_xmin))::int8 AS xmin_age,
       NULL::timestamptz AS inactive_since, NULL::text AS invalidation, false AS is_copy,
       (SELECT r.rolreplication OR r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user) AS may
FROM pg_catalog.pg_replication_slots s
WHERE s.slot_name = $1::name
