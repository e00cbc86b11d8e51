-- The names of the tables with the most dead rows that this role may vacuum. 13+
SELECT pg_catalog.format('%I.%I', s.schemaname, s.relname) AS name
FROM pg_catalog.pg_stat_user_tables s
JOIN pg_catalog.pg_class c ON c.oid = s.relid
JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
WHERE s.n_dead_tup > 0 AND c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
  AND (pg_catalog.current_setting('is_superuser') = 'on'
       OR pg_catalog.pg_has_role(c.relowner, 'USAGE')
       OR pg_catalog.pg_has_role(d.datdba, 'USAGE')
       OR CASE WHEN pg_catalog.current_setting('server_version_num')::int4 >= 170000
               THEN pg_catalog.has_table_privilege(c.oid, 'MAINTAIN')
               ELSE false END)
ORDER BY s.n_dead_tup DESC, name
LIMIT $1::int4
