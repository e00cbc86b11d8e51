-- The cluster's identity; apart from the rest, since where a DBA has revoked pg_control_system() the statement fails.
SELECT s.system_identifier::text AS system_identifier
FROM pg_catalog.pg_control_system() AS s
