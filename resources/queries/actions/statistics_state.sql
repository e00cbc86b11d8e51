-- The counters of this database and of its statements: since when ($1: asked for a reset), and who may reset them.
-- `reset` is the extension's own function alone: one that somebody has put beside it may be taken for it. 13+
SELECT s.datname::text AS name, s.stats_reset, COALESCE(s.stats_reset > $1::timestamptz, false) AS is_newer,
       pg_catalog.has_function_privilege('pg_catalog.pg_stat_reset()', 'EXECUTE') AS may_database,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_all_tables t
        WHERE t.n_dead_tup > 0 OR t.n_mod_since_analyze > 0) AS tables_due,
       e.schema, e.reset IS NOT NULL AS has_reset,
       COALESCE(pg_catalog.has_function_privilege(e.reset, 'EXECUTE'), false) AS may_statements
FROM pg_catalog.pg_stat_database s
LEFT JOIN (SELECT pg_catalog.quote_ident(n.nspname) AS schema,
                  (SELECT pg_catalog.min(p.oid) FROM pg_catalog.pg_proc p
                   WHERE p.proname = 'pg_stat_statements_reset' AND p.pronamespace = n.oid
                   HAVING pg_catalog.bool_and(p.pronargs >= 3 AND EXISTS (
                       SELECT FROM pg_catalog.pg_depend d
                       WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
                         AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = x.oid))) AS reset
           FROM pg_catalog.pg_extension x
           JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace
           WHERE x.extname = 'pg_stat_statements') AS e ON true
WHERE s.datname = pg_catalog.current_database()
