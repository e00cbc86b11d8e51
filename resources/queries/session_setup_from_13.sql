-- Settings of every monitoring session: time-boxed, read only, nothing but the catalog in the path.
-- The statements are prepared once and the same every second: planning them anew would cost a tenth of a refresh.
-- idle_session_timeout (14+) of the server must not end a session that is meant to stay.
-- $1 int4: the pid told at connection. A pooler's is not the server process's: then nothing is set and no row comes back,
-- since settings made through a pooler would stay on a connection that other clients use next.
SELECT pg_catalog.set_config('statement_timeout', '5s', false),
       pg_catalog.set_config('lock_timeout', '500ms', false),
       pg_catalog.set_config('idle_in_transaction_session_timeout', '10s', false),
       pg_catalog.set_config('search_path', 'pg_catalog', false),
       pg_catalog.set_config('DateStyle', 'ISO', false),
       pg_catalog.set_config('IntervalStyle', 'postgres', false),
       pg_catalog.set_config('default_transaction_read_only', 'on', false),
       pg_catalog.set_config('jit', 'off', false),
       pg_catalog.set_config('plan_cache_mode', 'force_generic_plan', false),
       CASE WHEN pg_catalog.current_setting('idle_session_timeout', true) IS NOT NULL
            THEN pg_catalog.set_config('idle_session_timeout', '0', false) END
WHERE pg_catalog.pg_backend_pid() = $1::int4
