-- The index of this table by which it is to be ordered: the one of that name, or without a name ('') the one by which it
-- was the last time. 13+
SELECT pg_catalog.quote_ident(c.relname) AS name, i.indisvalid AS is_valid, i.indpred IS NOT NULL AS is_partial,
       pg_catalog.pg_index_has_property(i.indexrelid, 'clusterable') AS can_order
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = $1::oid
  AND CASE WHEN $2::text = '' THEN i.indisclustered
           ELSE c.relname = (pg_catalog.parse_ident($2))[pg_catalog.array_length(pg_catalog.parse_ident($2), 1)] END
LIMIT 1
