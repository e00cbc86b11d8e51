-- Replication as this server sees it, each second: where its WAL is, who streams from it, from whom it streams, and
-- which slots keep WAL. Names of senders come with the sessions: the view pg_stat_replication would read those again.
-- The first row (kind 'h') is this server: lsn1 written (received by a standby, or replayed when that is further), lsn2
-- replayed. Positions are bytes. pg_is_wal_replay_paused() is true as soon as a pause was asked for.
-- Of a slot (kind 'k') lag1 is 1 when standbys may keep a copy of it, and lag2 when it was made as such a copy; number is the
-- age of the older of xmin and catalog_xmin, lag3 that of xmin alone.
SELECT 'h'::text AS kind, NULL::int4 AS pid,
       pg_catalog.current_setting('synchronous_standby_names') AS name,
       CASE WHEN r.recovers THEN pg_catalog.current_setting('recovery_min_apply_delay') END AS state,
       NULL::text AS detail, pg_catalog.current_setting('primary_slot_name') AS more,
       CASE WHEN NOT r.recovers THEN
           ('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8))::bit(32)::int4
       END AS number,
       r.recovers AS flag, CASE WHEN r.recovers THEN pg_catalog.pg_is_wal_replay_paused() END AS flag2,
       pg_catalog.pg_wal_lsn_diff(CASE WHEN r.recovers
           THEN GREATEST(pg_catalog.pg_last_wal_receive_lsn(), pg_catalog.pg_last_wal_replay_lsn())
           ELSE pg_catalog.pg_current_wal_lsn() END, '0/0')::int8 AS lsn1,
       CASE WHEN r.recovers THEN pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_last_wal_replay_lsn(), '0/0')::int8 END AS lsn2,
       NULL::int8 AS lsn3, NULL::int8 AS lsn4,
       CASE WHEN r.recovers THEN pg_catalog.pg_last_xact_replay_timestamp() END AS at1,
       NULL::timestamptz AS at2, NULL::timestamptz AS at3,
       NULL::int8 AS lag1, NULL::int8 AS lag2, NULL::int8 AS lag3, NULL::oid AS database
FROM (SELECT pg_catalog.pg_is_in_recovery() AS recovers) AS r
UNION ALL
SELECT 's', w.pid, NULL, w.state, w.sync_state, NULL, w.sync_priority, NULL, NULL,
       pg_catalog.pg_wal_lsn_diff(w.sent_lsn, '0/0')::int8, pg_catalog.pg_wal_lsn_diff(w.write_lsn, '0/0')::int8,
       pg_catalog.pg_wal_lsn_diff(w.flush_lsn, '0/0')::int8, pg_catalog.pg_wal_lsn_diff(w.replay_lsn, '0/0')::int8,
       w.reply_time, NULL, NULL,
       (EXTRACT(epoch FROM w.write_lag) * 1000000)::int8, (EXTRACT(epoch FROM w.flush_lag) * 1000000)::int8,
       (EXTRACT(epoch FROM w.replay_lag) * 1000000)::int8, NULL
FROM pg_catalog.pg_stat_get_wal_senders() AS w
UNION ALL
SELECT 'r', v.pid, v.slot_name, v.status, v.sender_host, v.sender_port::text, v.received_tli, NULL, NULL,
       pg_catalog.pg_wal_lsn_diff(v.written_lsn, '0/0')::int8, pg_catalog.pg_wal_lsn_diff(v.flushed_lsn, '0/0')::int8,
       pg_catalog.pg_wal_lsn_diff(v.latest_end_lsn, '0/0')::int8, NULL,
       v.last_msg_send_time, v.last_msg_receipt_time, v.latest_end_time, NULL, NULL, NULL, NULL
FROM pg_catalog.pg_stat_get_wal_receiver() AS v
WHERE v.pid IS NOT NULL
UNION ALL
SELECT 'k', k.active_pid, k.slot_name::text, k.wal_status, k.plugin::text, k.invalidation_reason,
       GREATEST(pg_catalog.age(k.xmin), pg_catalog.age(k.catalog_xmin)), k.slot_type = 'logical', k.temporary,
       pg_catalog.pg_wal_lsn_diff(k.restart_lsn, '0/0')::int8, k.safe_wal_size,
       pg_catalog.pg_wal_lsn_diff(k.confirmed_flush_lsn, '0/0')::int8, NULL,
       k.inactive_since, NULL, NULL, k.failover::int4::int8, k.synced::int4::int8, pg_catalog.age(k.xmin)::int8, k.datoid
FROM pg_catalog.pg_get_replication_slots() AS k
