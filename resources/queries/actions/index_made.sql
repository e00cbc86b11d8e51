-- The index of this name on this table: whether it can be used. 13+
SELECT i.indisvalid AND i.indisready AND i.indislive AS is_usable,
       pg_catalog.pg_relation_size(i.indexrelid) AS bytes
FROM pg_catalog.pg_index i
WHERE i.indrelid = $1::oid AND i.indexrelid = pg_catalog.to_regclass($2)
