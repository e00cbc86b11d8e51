-- The cluster's identity, in a transaction of its own: the pid shows a pooler that changes servers between the two.
-- Refused where a DBA has revoked pg_control_system(). 13+
SELECT pg_catalog.pg_backend_pid() AS own_pid, s.system_identifier
FROM pg_catalog.pg_control_system() AS s
