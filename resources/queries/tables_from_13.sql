-- Tables of this database: all when they are few, else those that come first by one of the orders. However many there are,
-- they are read in one pass over pg_class and their counters; what costs more is asked of those only that are told.
-- $1 text: part of a name, or of schema.name; NULL: every table. $2 int4: so many are still few. $3 int4: how many of each
-- order. The system's own tables are left out unless $1 begins with "pg_".
-- growth: bytes of the rows inserted since the last vacuum, by the width rows had then. Thresholds are autovacuum's with the
-- table's own settings: relation_needs_vacanalyze() in autovacuum.c.
WITH s AS MATERIALIZED (
    SELECT pg_catalog.current_setting('block_size')::int8 AS block,
           pg_catalog.current_setting('autovacuum_vacuum_threshold')::float8 AS vacuum_base,
           pg_catalog.current_setting('autovacuum_vacuum_scale_factor')::float8 AS vacuum_scale,
           NULLIF(pg_catalog.current_setting('autovacuum_vacuum_max_threshold', true)::float8, -1) AS vacuum_most,
           pg_catalog.current_setting('autovacuum_vacuum_insert_threshold')::float8 AS insert_base,
           pg_catalog.current_setting('autovacuum_vacuum_insert_scale_factor')::float8 AS insert_scale,
           pg_catalog.current_setting('autovacuum_analyze_threshold')::float8 AS analyze_base,
           pg_catalog.current_setting('autovacuum_analyze_scale_factor')::float8 AS analyze_scale,
           pg_catalog.current_setting('autovacuum_freeze_max_age')::float8 AS freeze_at,
           pg_catalog.current_setting('autovacuum')::bool AS vacuums
), c AS MATERIALIZED (
    SELECT c.oid, n.nspname, c.relname, c.relkind, c.relowner, c.relpages, c.reltuples, greatest(c.reltuples, 0) AS tuples,
           c.relpages::int8 + COALESCE(t.relpages, 0) AS pages,
           greatest(pg_catalog.age(c.relfrozenxid), pg_catalog.age(t.relfrozenxid))::int8 AS xid_age,
           greatest(pg_catalog.mxid_age(c.relminmxid), pg_catalog.mxid_age(t.relminmxid))::int8 AS mxid_age,
           pg_catalog.pg_stat_get_dead_tuples(c.oid) AS dead_rows,
           pg_catalog.pg_stat_get_ins_since_vacuum(c.oid) AS inserted_rows,
           pg_catalog.pg_stat_get_tuples_returned(c.oid) AS seq_rows,
           pg_catalog.pg_stat_get_last_analyze_time(c.oid) AS analyzed,
           pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid) AS autoanalyzed,
           CASE WHEN c.reloptions IS NOT NULL
                THEN (SELECT pg_catalog.jsonb_object_agg(o.option_name, o.option_value)
                      FROM pg_catalog.pg_options_to_table(c.reloptions) AS o) END AS o
    FROM pg_catalog.pg_class AS c
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
         LEFT JOIN pg_catalog.pg_class AS t ON t.oid = c.reltoastrelid
    WHERE c.relkind IN ('r', 'm')
      AND c.relpersistence <> 't'
      AND CASE WHEN $1::text LIKE 'pg\_%' THEN n.nspname = 'pg_catalog'
               ELSE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') END
      AND ($1::text IS NULL
           OR pg_catalog.strpos(pg_catalog.lower(n.nspname || '.' || c.relname), pg_catalog.lower($1::text)) > 0)
), l AS MATERIALIZED (
    SELECT c.*, s.block,
           least(COALESCE((o->>'autovacuum_vacuum_threshold')::float8, s.vacuum_base)
                 + COALESCE((o->>'autovacuum_vacuum_scale_factor')::float8, s.vacuum_scale) * tuples,
                 COALESCE(NULLIF((o->>'autovacuum_vacuum_max_threshold')::float8, -1), s.vacuum_most)) AS vacuum_at,
           CASE WHEN COALESCE((o->>'autovacuum_vacuum_insert_threshold')::float8, s.insert_base) >= 0
                THEN COALESCE((o->>'autovacuum_vacuum_insert_threshold')::float8, s.insert_base)
                     + COALESCE((o->>'autovacuum_vacuum_insert_scale_factor')::float8, s.insert_scale) * tuples
           END AS insert_at,
           COALESCE((o->>'autovacuum_analyze_threshold')::float8, s.analyze_base)
           + COALESCE((o->>'autovacuum_analyze_scale_factor')::float8, s.analyze_scale) * tuples AS analyze_at,
           least((o->>'autovacuum_freeze_max_age')::float8, s.freeze_at) AS freeze_at,
           s.vacuums AND COALESCE((o->>'autovacuum_enabled')::bool, true) AS vacuums
    FROM c, s
), d AS MATERIALIZED (
    SELECT l.*,
           inserted_rows * relpages::float8 / greatest(tuples, 1) AS growth,
           greatest(xid_age / freeze_at,
                    CASE WHEN vacuums THEN dead_rows / greatest(vacuum_at, 1) END,
                    CASE WHEN vacuums THEN inserted_rows / greatest(insert_at, 1) END) AS due
    FROM l
), chosen AS MATERIALIZED (
    SELECT d.*
    FROM d
    WHERE (SELECT count(*) FROM d) <= $2::int4
       OR d.oid IN (
              (SELECT oid FROM d WHERE dead_rows > 0 ORDER BY dead_rows DESC LIMIT $3::int4)
              UNION ALL (SELECT oid FROM d ORDER BY pages DESC, oid LIMIT $3::int4)
              UNION ALL (SELECT oid FROM d WHERE growth > 0 ORDER BY growth DESC LIMIT $3::int4)
              UNION ALL (SELECT oid FROM d ORDER BY greatest(xid_age, mxid_age) DESC, oid LIMIT $3::int4)
              UNION ALL (SELECT oid FROM d WHERE analyzed IS NULL AND autoanalyzed IS NULL ORDER BY pages DESC, oid
                         LIMIT $3::int4)
              UNION ALL (SELECT oid FROM d ORDER BY due DESC, oid LIMIT $3::int4)
              UNION ALL (SELECT oid FROM d WHERE seq_rows > 0 ORDER BY seq_rows DESC LIMIT $3::int4))
)
SELECT c.oid::int8 AS oid,
       c.nspname::text AS schema,
       c.relname::text AS name,
       c.relkind::text AS kind,
       pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
       c.relpages::int8 * c.block AS planned_bytes,
       CASE WHEN c.reltuples >= 0 THEN c.reltuples::int8 END AS rows,
       pg_catalog.pg_stat_get_live_tuples(c.oid) AS live_rows,
       c.dead_rows,
       pg_catalog.pg_stat_get_mod_since_analyze(c.oid) AS modified_rows,
       c.inserted_rows,
       pg_catalog.pg_stat_get_numscans(c.oid) AS seq_scans,
       c.seq_rows,
       i.scans AS index_scans,
       i.fetched + pg_catalog.pg_stat_get_tuples_fetched(c.oid) AS index_rows,
       pg_catalog.pg_stat_get_tuples_inserted(c.oid) AS inserts,
       pg_catalog.pg_stat_get_tuples_updated(c.oid) AS updates,
       pg_catalog.pg_stat_get_tuples_deleted(c.oid) AS deletes,
       pg_catalog.pg_stat_get_tuples_hot_updated(c.oid) AS hot_updates,
       pg_catalog.pg_stat_get_last_vacuum_time(c.oid) AS vacuumed,
       pg_catalog.pg_stat_get_last_autovacuum_time(c.oid) AS autovacuumed,
       c.analyzed,
       c.autoanalyzed,
       pg_catalog.pg_relation_size(c.oid) AS heap_bytes,
       pg_catalog.pg_table_size(c.oid) AS table_bytes,
       pg_catalog.pg_indexes_size(c.oid) AS index_bytes,
       c.xid_age, c.mxid_age,
       c.vacuum_at, c.insert_at, c.analyze_at, c.freeze_at, c.vacuums,
       COALESCE((c.o->>'fillfactor')::int4, 100) AS fillfactor,
       w.columns, w.known, w.width, w.has_nulls,
       pg_catalog.has_table_privilege(c.oid, 'SELECT') AS can_read,
       c.block,
       (SELECT count(*) FROM d) AS tables,
       (SELECT pg_catalog.sum(pages) FROM d)::int8 * c.block AS all_bytes,
       pg_catalog.statement_timestamp() AS read_at,
       pg_catalog.pg_stat_get_db_stat_reset_time(
           (SELECT b.oid FROM pg_catalog.pg_database AS b WHERE b.datname = pg_catalog.current_database())) AS stats_reset,
       1000 * EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - pg_catalog.statement_timestamp())::float8 AS took
FROM chosen AS c
     CROSS JOIN LATERAL (
         SELECT COALESCE(pg_catalog.sum(pg_catalog.pg_stat_get_numscans(i.indexrelid)), 0)::int8 AS scans,
                COALESCE(pg_catalog.sum(pg_catalog.pg_stat_get_tuples_fetched(i.indexrelid)), 0)::int8 AS fetched
         FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid) AS i
     CROSS JOIN LATERAL (
         SELECT count(*)::int4 AS columns,
                count(w.avg_width)::int4 AS known,
                pg_catalog.sum((1 - w.null_frac) * w.avg_width)::float8 AS width,
                COALESCE(pg_catalog.max(w.null_frac) > 0, false) AS has_nulls
         FROM pg_catalog.pg_attribute AS a
              LEFT JOIN pg_catalog.pg_stats AS w
                     ON w.schemaname = c.nspname AND w.tablename = c.relname AND w.attname = a.attname AND NOT w.inherited
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS w
