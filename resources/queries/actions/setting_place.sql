-- Whom a setting is for ($1 a role or '', $2 a database or ''), and what this role may change there. 13+
SELECT r.rolname::text AS role_name, d.datname::text AS database_name,
       pg_catalog.quote_ident(r.rolname) AS quoted_role, pg_catalog.quote_ident(d.datname) AS quoted_database,
       pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(d.datdba)) AS quoted_owner,
       me.rolsuper OR r.rolname = current_user
       OR (me.rolcreaterole AND NOT r.rolsuper
           AND (pg_catalog.current_setting('server_version_num')::int4 < 160000
                OR pg_catalog.pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION'))) AS may_role,
       me.rolsuper OR pg_catalog.pg_has_role(d.datdba, 'USAGE') AS may_database,
       pg_catalog.has_function_privilege('pg_catalog.pg_reload_conf()', 'EXECUTE') AS may_reload,
       pg_catalog.has_table_privilege('pg_catalog.pg_file_settings', 'SELECT')
       AND pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE') AS sees_files,
       pg_catalog.current_setting('allow_alter_system', true) AS allow_alter_system,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity a
        WHERE a.datid IS NOT NULL AND a.usesysid IS NOT NULL AND a.pid <> pg_catalog.pg_backend_pid()
          AND ($1::text = '' OR a.usesysid = r.oid) AND ($2::text = '' OR a.datid = d.oid)) AS sessions
FROM pg_catalog.pg_roles me
LEFT JOIN pg_catalog.pg_roles r ON r.rolname = $1::text
LEFT JOIN pg_catalog.pg_database d ON d.datname = $2::text
WHERE me.rolname = current_user
