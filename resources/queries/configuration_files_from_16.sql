-- The lines of the configuration files, and those of pg_hba.conf that are wrong. Both functions read the files now.
SELECT f.sourcefile AS file, f.sourceline AS line, f.name, f.setting AS value, f.applied, f.error
FROM pg_catalog.pg_show_all_file_settings() AS f
UNION ALL
SELECT h.file_name, h.line_number, NULL, NULL, false, h.error
FROM pg_catalog.pg_hba_file_rules() AS h
WHERE h.error IS NOT NULL
LIMIT 5000
