-- What keeps this cluster, by the traces it leaves: a tool that starts and configures servers, or a provider. Null: none
-- that is known. `sourcefile` is null for who lacks pg_read_all_settings; the other traces are seen by all. 13+
SELECT CASE
    WHEN EXISTS (SELECT FROM pg_catalog.pg_settings s WHERE s.sourcefile LIKE '%postgresql.base.conf')
      OR (SELECT pg_catalog.count(*) = 2 FROM pg_catalog.pg_settings s
          WHERE s.name IN ('cluster_name', 'wal_level') AND s.source = 'command line')
      OR EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.application_name LIKE 'Patroni%') THEN 'Patroni'
    WHEN EXISTS (SELECT FROM pg_catalog.pg_settings s WHERE s.sourcefile LIKE '%postgresql-auto-failover.conf')
      OR EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = 'pgautofailover_replicator')
        THEN 'pg_auto_failover'
    ELSE (SELECT m.manager
          FROM (VALUES ('streaming_replica', 'CloudNativePG'), ('rds_superuser', 'Amazon RDS'),
                       ('cloudsqlsuperuser', 'Google Cloud SQL'), ('azure_pg_admin', 'Azure Database')) AS m (role, manager)
          JOIN pg_catalog.pg_roles r ON r.rolname = m.role
          LIMIT 1)
    END AS manager
