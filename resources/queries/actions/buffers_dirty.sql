-- How much of shared_buffers waits to be written: cheap, without locks. The schema of pg_buffercache is put in. 16+
SELECT s.buffers_dirty::int8 * pg_catalog.current_setting('block_size')::int8 AS dirty_bytes,
       (s.buffers_used + s.buffers_unused)::int8 * pg_catalog.current_setting('block_size')::int8 AS all_bytes
FROM %1.pg_buffercache_summary() s
