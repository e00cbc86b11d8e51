-- Whether this role may write a setting by ALTER SYSTEM without being a superuser. 15+
SELECT pg_catalog.has_parameter_privilege($1, 'ALTER SYSTEM') AS may
