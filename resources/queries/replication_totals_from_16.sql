-- The archiver, and queries that replay has cancelled on a standby, in all databases. One row. Now and then: the numbers
-- move slowly, and before 15 each reading waits for the statistics collector. $1 oid[]: databases.
-- has_upstream: null when this login may not see primary_conninfo, which itself is never read: a password may be in it.
SELECT pg_catalog.current_setting('archive_mode') AS archive_mode,
       a.archived_count, a.last_archived_wal, a.last_archived_time,
       a.failed_count, a.last_failed_wal, a.last_failed_time,
       pg_catalog.pg_size_bytes(pg_catalog.current_setting('wal_segment_size')) AS segment_bytes,
       CASE WHEN pg_catalog.pg_has_role(current_user, 'pg_read_all_settings', 'USAGE')
            THEN pg_catalog.current_setting('primary_conninfo') <> '' END AS has_upstream,
       c.tablespace, c.lock, c.snapshot, c.bufferpin, c.deadlock, c.slot
FROM pg_catalog.pg_stat_get_archiver() AS a,
     (SELECT pg_catalog.sum(pg_catalog.pg_stat_get_db_conflict_tablespace(o.oid))::int8 AS tablespace,
             pg_catalog.sum(pg_catalog.pg_stat_get_db_conflict_lock(o.oid))::int8 AS lock,
             pg_catalog.sum(pg_catalog.pg_stat_get_db_conflict_snapshot(o.oid))::int8 AS snapshot,
             pg_catalog.sum(pg_catalog.pg_stat_get_db_conflict_bufferpin(o.oid))::int8 AS bufferpin,
             pg_catalog.sum(pg_catalog.pg_stat_get_db_conflict_startup_deadlock(o.oid))::int8 AS deadlock,
             pg_catalog.sum(pg_catalog.pg_stat_get_db_conflict_logicalslot(o.oid))::int8 AS slot
      FROM pg_catalog.unnest($1::oid[]) AS o (oid)) AS c
