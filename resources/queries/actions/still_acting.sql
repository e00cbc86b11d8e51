-- Whether another session of this action is at work. 13+
SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a
               WHERE a.application_name = $1 AND a.pid <> pg_catalog.pg_backend_pid() AND a.state = 'active') AS is_there
