-- When the configuration was last read, and what this role may do and see of it. 13+
SELECT pg_catalog.pg_conf_load_time() AS loaded,
       pg_catalog.pg_conf_load_time() > $1::timestamptz AS is_newer,
       pg_catalog.has_function_privilege('pg_catalog.pg_reload_conf()', 'EXECUTE') AS may,
       pg_catalog.has_table_privilege('pg_catalog.pg_file_settings', 'SELECT')
       AND pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE') AS sees_files,
       pg_catalog.has_table_privilege('pg_catalog.pg_hba_file_rules', 'SELECT')
       AND pg_catalog.has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE') AS sees_rules,
       (SELECT pg_catalog.string_agg(s.name, ', ' ORDER BY s.name)
        FROM pg_catalog.pg_settings s WHERE s.pending_restart) AS pending
