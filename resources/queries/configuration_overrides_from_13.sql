-- What is set for roles and databases. `setting` is name=value.
SELECT c.setting, d.datname AS database, r.rolname AS role
FROM pg_catalog.pg_db_role_setting AS s
    CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c (setting)
    LEFT JOIN pg_catalog.pg_database AS d ON d.oid = s.setdatabase
    LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = s.setrole
ORDER BY 2 NULLS FIRST, 3 NULLS FIRST, 1
LIMIT 5000
