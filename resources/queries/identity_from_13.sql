-- Who answers, in which role, and what this login may see and do. One row.
SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS can_see_system,
       pg_catalog.current_setting('server_version_num')::int4 AS version_number,
       pg_catalog.current_setting('server_version') AS version,
       pg_catalog.current_setting('cluster_name') AS cluster_name,
       pg_catalog.host(pg_catalog.inet_server_addr()) AS server_address,
       pg_catalog.inet_server_port() AS server_port,
       pg_catalog.pg_postmaster_start_time() AS started,
       pg_catalog.pg_conf_load_time() AS configuration_loaded,
       pg_catalog.pg_is_in_recovery() AS in_recovery,
       CASE WHEN pg_catalog.pg_is_in_recovery()
            THEN (SELECT received_tli FROM pg_catalog.pg_stat_get_wal_receiver())
            ELSE ('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8))::bit(32)::int4
       END AS timeline,
       pg_catalog.current_database()::text AS database_name,
       current_user::text AS user_name,
       pg_catalog.quote_ident(current_user::text) AS user_quoted,
       pg_catalog.current_setting('is_superuser') = 'on' AS is_superuser,
       pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS can_see_all,
       pg_catalog.pg_has_role(current_user, 'pg_signal_backend', 'USAGE') AS can_signal,
       pg_catalog.current_setting('server_encoding') = 'UTF8' AS has_utf8
