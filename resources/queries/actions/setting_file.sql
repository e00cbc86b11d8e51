-- What ALTER SYSTEM has written of a setting: the line that counts. 13+
SELECT f.setting
FROM pg_catalog.pg_file_settings f
WHERE f.sourcefile LIKE '%postgresql.auto.conf' AND pg_catalog.lower(f.name) = pg_catalog.lower($1)
ORDER BY f.seqno DESC
LIMIT 1
