-- Of the session of a long action, whatever the server, the database or the role set: no limit of time but our own, a lock
-- waited for so long, and work memory where it is asked for. 13+
SELECT pg_catalog.set_config('statement_timeout', '0', false),
       pg_catalog.set_config('lock_timeout', $1, false),
       (SELECT pg_catalog.set_config(s.name, '0', false) FROM pg_catalog.pg_settings s
        WHERE s.name = 'transaction_timeout'),
       CASE WHEN $2::text <> '' THEN pg_catalog.set_config('maintenance_work_mem', $2::text, false) END
