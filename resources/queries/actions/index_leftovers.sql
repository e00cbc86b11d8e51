-- The invalid indexes of a table and of its TOAST table: what builds that failed have left, or what is being built now. 13+
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
       c.relname::text AS plain_name,
       c.oid::int8 AS oid,
       EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index b WHERE b.index_relid = c.oid) AS is_being_built
FROM pg_catalog.pg_class t
JOIN pg_catalog.pg_index i ON i.indrelid IN (t.oid, t.reltoastrelid)
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE t.oid = $1::oid AND NOT (i.indisvalid AND i.indisready AND i.indislive)
ORDER BY c.oid
