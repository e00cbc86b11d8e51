-- Checkpoints and the background writer: counters of the server since they were put back. One row; times in milliseconds.
-- On a standby restartpoints are counted among the checkpoints.
SELECT b.checkpoints_timed AS timed, b.checkpoints_req AS requested,
       NULL::int8 AS restartpoints_timed, NULL::int8 AS restartpoints_requested, NULL::int8 AS restartpoints_done,
       b.checkpoint_write_time AS writing_ms, b.checkpoint_sync_time AS syncing_ms,
       b.buffers_checkpoint AS buffers_written, b.stats_reset AS reset,
       b.buffers_clean, b.maxwritten_clean, b.buffers_alloc, b.buffers_backend, b.buffers_backend_fsync,
       b.stats_reset AS writer_reset,
       pg_catalog.pg_size_bytes(pg_catalog.current_setting('max_wal_size')) AS max_wal_size,
       EXTRACT(epoch FROM pg_catalog.current_setting('checkpoint_timeout')::interval)::int8 AS timeout
FROM pg_catalog.pg_stat_bgwriter AS b
