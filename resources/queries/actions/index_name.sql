-- Whether a name is taken in the schema of this table, by what, and the first of its kind that is not: 'cards_i_idx',
-- 'cards_i_idx1', … 13+
SELECT c.relname IS NOT NULL AS is_taken, c.relkind::text AS kind, COALESCE(NOT i.indisvalid, false) AS is_invalid,
       pg_catalog.format('%I.%I', n.nspname, $2::text) AS full_name,
       pg_catalog.quote_ident($2::text) AS quoted,
       (SELECT pg_catalog.quote_ident(f.name)
        FROM (SELECT $2::text || CASE WHEN g = 0 THEN '' ELSE g::text END AS name, g
              FROM pg_catalog.generate_series(0, 99) g) f
        WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_class o WHERE o.relnamespace = n.oid AND o.relname = f.name)
        ORDER BY f.g LIMIT 1) AS free_name
FROM pg_catalog.pg_class t
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = $2::text
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
WHERE t.oid = $1::oid
