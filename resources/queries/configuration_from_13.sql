-- Every setting, as this session sees it, and whether it may read the files. What this session itself set (source
-- "session") is told as it was before; of what is told in the connection there is nothing else to tell.
SELECT a.name, CASE WHEN a.source = 'session' THEN a.reset_val ELSE a.setting END AS value, a.boot_val AS standard,
    a.unit, a.category, a.short_desc AS description, a.context, a.source, a.sourcefile AS file, a.sourceline AS line,
    a.pending_restart,
    pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE')
        AND pg_catalog.has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE') AS may_see_files
FROM pg_catalog.pg_show_all_settings() AS a
ORDER BY a.name COLLATE "C"
