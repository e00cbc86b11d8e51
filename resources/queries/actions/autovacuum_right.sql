-- Whether this role may signal autovacuum without being a superuser: from 18 on it can be granted. 13+
SELECT EXISTS (SELECT FROM pg_catalog.pg_roles r
               WHERE r.rolname = 'pg_signal_autovacuum_worker' AND pg_catalog.pg_has_role(r.oid, 'USAGE')) AS may,
       pg_catalog.current_setting('autovacuum_naptime') AS naptime
