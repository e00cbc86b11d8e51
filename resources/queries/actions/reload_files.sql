-- The configuration files as they are now: what is wrong in them, what a reload changes, and what only a restart does. The
-- server has one word for values it cannot take and those it cannot take now. Values stay there: a password may be among
-- them. The session that acts has settings of its own: reset_val is what it would have without. 13+
SELECT CASE WHEN f.error = 'setting could not be applied' AND s.context = 'postmaster' THEN 'restart'
            WHEN f.error IS NOT NULL THEN 'error'
            ELSE 'change' END AS what,
       COALESCE(s.name, f.name) AS name, f.sourcefile, f.sourceline::int8 AS sourceline, f.error,
       f.setting AS written, s.reset_val,
       s.vartype, s.unit, s.min_val, s.max_val, pg_catalog.array_to_string(s.enumvals, E'\n') AS choices
FROM pg_catalog.pg_file_settings f
LEFT JOIN pg_catalog.pg_settings s ON pg_catalog.lower(s.name) = pg_catalog.lower(f.name)
WHERE f.error IS NOT NULL
   OR (f.applied AND s.source NOT IN ('command line', 'environment variable', 'override')
       AND s.reset_val IS DISTINCT FROM f.setting)
UNION ALL
SELECT 'gone', s.name, s.sourcefile, s.sourceline::int8, NULL, NULL, s.reset_val, s.vartype, s.unit, s.min_val, s.max_val,
       NULL
FROM pg_catalog.pg_settings s
WHERE s.source = 'configuration file' AND s.context NOT IN ('internal', 'postmaster')
  AND s.reset_val IS DISTINCT FROM s.boot_val
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_file_settings f
                  WHERE pg_catalog.lower(f.name) = pg_catalog.lower(s.name))
