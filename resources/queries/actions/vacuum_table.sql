-- What a vacuum has to know of the tables that a name may mean: with a schema one, without it all of that name. 13+
SELECT c.oid::int8 AS oid,
       pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
       c.relkind::text AS kind,
       pg_catalog.pg_total_relation_size(c.oid) AS bytes,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid) AS indexes,
       COALESCE(s.n_live_tup, 0) AS live_rows,
       COALESCE(s.n_dead_tup, 0) AS dead_rows,
       pg_catalog.current_setting('is_superuser') = 'on'
       OR pg_catalog.pg_has_role(c.relowner, 'USAGE')
       OR (NOT c.relisshared AND pg_catalog.pg_has_role(d.datdba, 'USAGE')) AS is_owner,
       CASE WHEN c.relfrozenxid <> '0'::xid THEN pg_catalog.age(c.relfrozenxid) END AS xid_age,
       pg_catalog.current_setting('vacuum_cost_delay') AS cost_delay,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication) AS standbys
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
