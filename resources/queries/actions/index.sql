-- What its maintenance has to know of the indexes that a name may mean: with a schema one, without it all of that name. 13+
SELECT c.oid::int8 AS oid,
       pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
       c.relname::text AS plain_name,
       c.relkind::text AS kind,
       pg_catalog.pg_relation_size(c.oid) AS bytes,
       t.oid::int8 AS table_oid,
       pg_catalog.format('%I.%I', tn.nspname, t.relname) AS table_name,
       i.indisvalid AS is_valid,
       i.indisreplident AS is_identity,
       i.indisexclusion AS is_exclusion,
       (SELECT k.conname::text FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid LIMIT 1) AS constraint_name,
       (SELECT pg_catalog.format('%I.%I', pn.nspname, p.relname)
        FROM pg_catalog.pg_inherits h
        JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
        WHERE h.inhrelid = c.oid LIMIT 1) AS parent,
       (SELECT b.pid FROM pg_catalog.pg_stat_progress_create_index b WHERE b.index_relid = c.oid LIMIT 1) AS builder,
       pg_catalog.pg_get_indexdef(c.oid) AS definition,
       n.nspname IN ('pg_catalog', 'pg_toast') AS is_catalog
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
WHERE c.oid = pg_catalog.to_regclass($1)
   OR (pg_catalog.to_regclass($1) IS NULL
       AND pg_catalog.array_length(pg_catalog.parse_ident($1), 1) = 1
       AND c.relname = (pg_catalog.parse_ident($1))[1]
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))
ORDER BY name
LIMIT 5
