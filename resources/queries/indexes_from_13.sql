-- Indexes of this database: those of the tables that are told ($1 oid[]), and wherever they are, invalid ones, left-overs of
-- REINDEX CONCURRENTLY, the largest that nobody has used (1 MB or more), and those that begin with the same column as another
-- of their table, which may be superfluous. $2 int4: how many of each of these.
WITH i AS MATERIALIZED (
    SELECT i.indexrelid AS oid, i.indrelid, c.relname, n.nspname, c.relpages, c.reltuples, c.relam, c.reloptions,
           i.indisvalid, i.indisunique, i.indisprimary, i.indisexclusion, i.indisreplident, i.indkey[0] AS first,
           CASE WHEN c.relpages > 127 THEN pg_catalog.pg_stat_get_numscans(i.indexrelid) END AS scans
    FROM pg_catalog.pg_index AS i
         JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind = 'i'
      AND c.relpersistence <> 't'
      AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
), alike AS MATERIALIZED (
    SELECT indrelid, first, pg_catalog.sum(relpages) AS pages
    FROM i
    WHERE first <> 0 AND relpages > 1
    GROUP BY indrelid, first
    HAVING count(*) > 1
    ORDER BY pages DESC, indrelid
    LIMIT $2::int4
), chosen AS MATERIALIZED (
    SELECT i.*
    FROM i
    WHERE i.indrelid = ANY ($1::oid[])
       OR i.oid IN (
              (SELECT oid FROM i WHERE NOT indisvalid ORDER BY relpages DESC, oid LIMIT $2::int4)
              UNION ALL (SELECT oid FROM i WHERE relname LIKE '%\_cc%' AND relname ~ '_cc(new|old)[0-9]*$' ORDER BY relpages DESC, oid LIMIT $2::int4)
              UNION ALL (SELECT oid FROM i WHERE scans = 0 ORDER BY relpages DESC, oid LIMIT $2::int4)
              UNION ALL (SELECT i.oid FROM i JOIN alike AS a ON a.indrelid = i.indrelid AND a.first = i.first))
), builds AS MATERIALIZED (
    SELECT b.relid FROM pg_catalog.pg_stat_progress_create_index AS b
    WHERE b.datname = pg_catalog.current_database()
)
SELECT c.oid::int8 AS oid,
       c.indrelid::int8 AS table_oid,
       c.nspname::text AS schema,
       c.relname::text AS name,
       t.relname::text AS table_name,
       m.amname::text AS method,
       c.relpages::int8 AS pages,
       CASE WHEN c.reltuples >= 0 THEN c.reltuples::int8 END AS rows,
       pg_catalog.pg_relation_size(c.oid) AS bytes,
       pg_catalog.pg_stat_get_numscans(c.oid) AS scans,
       NULL::timestamptz AS last_scan,
       pg_catalog.pg_stat_get_tuples_returned(c.oid) AS entries_read,
       pg_catalog.pg_stat_get_tuples_fetched(c.oid) AS rows_fetched,
       c.indisvalid AS is_valid,
       c.indisunique AS is_unique,
       c.indisprimary AS is_primary,
       c.indisexclusion OR c.indisprimary
       OR EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x', 'f'))
           AS backs_constraint,
       c.indisreplident AS is_replica_identity,
       EXISTS (SELECT FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = c.oid) AS is_partition,
       EXISTS (SELECT FROM builds WHERE builds.relid = c.indrelid) AS is_building,
       EXISTS (SELECT FROM builds WHERE builds.relid IS NULL) AS hides_builds,
       i.indnkeyatts AS key_columns,
       i.indkey::text AS columns,
       i.indclass::text AS classes,
       i.indcollation::text AS collations,
       i.indoption::text AS options,
       pg_catalog.pg_get_expr(i.indexprs, i.indrelid) AS expressions,
       pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
       a.names,
       COALESCE((SELECT o.option_value::int4 FROM pg_catalog.pg_options_to_table(c.reloptions) AS o
                 WHERE o.option_name = 'fillfactor'), 90) AS fillfactor,
       w.width,
       w.has_nulls,
       pg_catalog.current_setting('block_size')::int8 AS block,
       (SELECT count(*) FROM i) AS indexes,
       1000 * EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - pg_catalog.statement_timestamp())::float8 AS took
FROM chosen AS c
     JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
     JOIN pg_catalog.pg_class AS t ON t.oid = c.indrelid
     JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
     CROSS JOIN LATERAL (
         SELECT pg_catalog.string_agg(COALESCE(a.attname::text, '(…)'), ', ' ORDER BY k.place) AS names
         FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (number, place)
              LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.indrelid AND a.attnum = k.number AND k.number <> 0
         WHERE k.place <= i.indnkeyatts) AS a
     LEFT JOIN LATERAL (
         SELECT pg_catalog.sum((1 - w.null_frac) * w.avg_width)::float8 AS width,
                pg_catalog.max(w.null_frac) > 0 AS has_nulls
         FROM pg_catalog.pg_attribute AS x
              JOIN pg_catalog.pg_stats AS w
                ON w.schemaname = c.nspname AND w.tablename = t.relname AND w.attname = x.attname AND NOT w.inherited
         WHERE x.attrelid = c.indrelid AND x.attnum = ANY (i.indkey)
         HAVING count(*) = i.indnatts) AS w ON m.amname = 'btree' AND c.relpages > 1
