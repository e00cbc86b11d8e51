-- What a vacuum has to know of the tables of a list of names, in its order; a name without schema means all of that name,
-- of which the first is given. 13+
SELECT w.asked, COALESCE(c.oid, '0'::oid)::int8 AS oid, c.name, c.kind, COALESCE(c.named_so, 0) AS named_so,
       COALESCE(pg_catalog.pg_total_relation_size(c.oid), 0) AS bytes,
       COALESCE(s.n_dead_tup, 0) AS dead_rows,
       COALESCE(c.may_vacuum, false) AS may_vacuum
FROM pg_catalog.jsonb_array_elements_text($1::jsonb) WITH ORDINALITY AS w(asked, place)
LEFT JOIN LATERAL (
    SELECT t.oid, pg_catalog.format('%I.%I', n.nspname, t.relname) AS name, t.relkind::text AS kind,
           pg_catalog.count(*) OVER () AS named_so,
           pg_catalog.current_setting('is_superuser') = 'on'
           OR pg_catalog.pg_has_role(t.relowner, 'USAGE')
           OR (NOT t.relisshared AND pg_catalog.pg_has_role(d.datdba, 'USAGE'))
           OR CASE WHEN pg_catalog.current_setting('server_version_num')::int4 >= 170000
                   THEN pg_catalog.has_table_privilege(t.oid, 'MAINTAIN')
                   ELSE false END AS may_vacuum
    FROM pg_catalog.pg_class t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
    WHERE t.oid = pg_catalog.to_regclass(w.asked)
       OR (pg_catalog.to_regclass(w.asked) IS NULL
           AND pg_catalog.array_length(pg_catalog.parse_ident(w.asked), 1) = 1
           AND t.relname = (pg_catalog.parse_ident(w.asked))[1]
           AND t.relkind IN ('r', 'm', 'p')
           AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))
    ORDER BY name
    LIMIT 1) c ON true
LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
ORDER BY w.place
