-- How old each database is in transaction and multixact ids, and what is the oldest table of this one: that is looked for
-- only when a vacuum of it is due anyway, because it reads all of pg_class.
SELECT d.datname::text AS database,
       pg_catalog.age(d.datfrozenxid)::bigint AS transactions,
       pg_catalog.mxid_age(d.datminmxid)::bigint AS multixacts,
       m.freeze_max_age,
       m.multixact_freeze_max_age,
       pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text::bigint AS next_transaction,
       CASE WHEN d.datname = pg_catalog.current_database()
                 AND (pg_catalog.age(d.datfrozenxid) > m.freeze_max_age
                      OR pg_catalog.mxid_age(d.datminmxid) > m.multixact_freeze_max_age)
            THEN (SELECT n.nspname || '.' || c.relname
                  FROM pg_catalog.pg_class AS c
                       JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                       LEFT JOIN pg_catalog.pg_class AS t ON t.oid = c.reltoastrelid
                  WHERE c.relkind IN ('r', 'm')
                  ORDER BY greatest(pg_catalog.age(c.relfrozenxid), pg_catalog.age(t.relfrozenxid),
                                    pg_catalog.mxid_age(c.relminmxid), pg_catalog.mxid_age(t.relminmxid)) DESC, 1
                  LIMIT 1)
       END AS oldest_table
FROM pg_catalog.pg_database AS d,
     (SELECT pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint AS freeze_max_age,
             pg_catalog.current_setting('autovacuum_multixact_freeze_max_age')::bigint AS multixact_freeze_max_age) AS m
