-- Checkpoints and the background writer: counters of the server since they were put back. One row; times in milliseconds.
SELECT c.num_timed AS timed, c.num_requested AS requested,
       c.restartpoints_timed, c.restartpoints_req AS restartpoints_requested, c.restartpoints_done,
       c.write_time AS writing_ms, c.sync_time AS syncing_ms, c.buffers_written, c.stats_reset AS reset,
       b.buffers_clean, b.maxwritten_clean, b.buffers_alloc, NULL::int8 AS buffers_backend, NULL::int8 AS buffers_backend_fsync,
       b.stats_reset AS writer_reset,
       pg_catalog.pg_size_bytes(pg_catalog.current_setting('max_wal_size')) AS max_wal_size,
       EXTRACT(epoch FROM pg_catalog.current_setting('checkpoint_timeout')::interval)::int8 AS timeout
FROM pg_catalog.pg_stat_checkpointer AS c, pg_catalog.pg_stat_bgwriter AS b
