-- All that pg_stat_statements holds of this database, a JSON object a row; its schema is put in.
SELECT pg_catalog.to_jsonb(s)::text AS line
FROM %1.pg_stat_statements s
JOIN pg_catalog.pg_database d ON d.oid = s.dbid
WHERE d.datname = pg_catalog.current_database()
