-- What pg_stat_statements holds of this database; its schema is put in. `since`, of the oldest,
-- it tells from its version 1.11 on.
SELECT pg_catalog.count(*) AS entries, COALESCE(pg_catalog.sum(s.calls), 0)::int8 AS calls,
       pg_catalog.min((pg_catalog.to_jsonb(s) ->> 'stats_since')::timestamptz) AS since
FROM %1.pg_stat_statements s
JOIN pg_catalog.pg_database d ON d.oid = s.dbid
WHERE d.datname = pg_catalog.current_database()
