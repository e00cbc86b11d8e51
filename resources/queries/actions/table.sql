-- What its maintenance has to know of the tables that a name may mean: with a schema one, without it all of that name. 13+
SELECT c.oid::int8 AS oid,
       pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
       pg_catalog.quote_ident(n.nspname) AS schema,
       c.relname::text AS plain_name,
       c.relkind::text AS kind,
       COALESCE(pg_catalog.pg_relation_filenode(c.oid), 0)::int8 AS file,
       pg_catalog.pg_total_relation_size(c.oid) AS bytes,
       pg_catalog.pg_indexes_size(c.oid) AS index_bytes,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid) AS indexes,
       COALESCE(s.n_live_tup, 0) AS live_rows,
       COALESCE(s.n_dead_tup, 0) AS dead_rows,
       pg_catalog.current_setting('is_superuser') = 'on' OR pg_catalog.pg_has_role(c.relowner, 'USAGE') AS is_owner,
       NOT c.relisshared AND pg_catalog.pg_has_role(d.datdba, 'USAGE') AS is_database_owner,
       CASE WHEN pg_catalog.current_setting('server_version_num')::int4 >= 170000
            THEN pg_catalog.has_table_privilege(c.oid, 'MAINTAIN')
            ELSE false END AS may_maintain,
       pg_catalog.has_schema_privilege(n.oid, 'CREATE') AS may_create,
       pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner)) AS owner,
       n.nspname IN ('pg_catalog', 'information_schema', 'pg_toast') AS is_catalog,
       c.relpersistence = 't' AS is_temporary,
       CASE WHEN c.relfrozenxid <> '0'::xid THEN pg_catalog.age(c.relfrozenxid) END AS xid_age,
       pg_catalog.current_setting('vacuum_cost_delay') AS cost_delay,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication) AS standbys,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_replication_slots) AS slots
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
WHERE c.oid = pg_catalog.to_regclass($1)
   OR (pg_catalog.to_regclass($1) IS NULL
       AND pg_catalog.array_length(pg_catalog.parse_ident($1), 1) = 1
       AND c.relname = (pg_catalog.parse_ident($1))[1]
       AND c.relkind IN ('r', 'm', 'p')
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))
ORDER BY name
LIMIT 5
