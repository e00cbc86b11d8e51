-- How large the catalog itself is: reading all of it takes as long as there are tables, indexes and columns.
SELECT pg_catalog.pg_relation_size('pg_catalog.pg_class'::regclass) AS bytes
