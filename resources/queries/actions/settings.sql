-- Settings of the session that acts; also puts back those of a shared one. 13+
SELECT pg_catalog.set_config('statement_timeout', $1, false),
       pg_catalog.set_config('lock_timeout', $2, false),
       pg_catalog.set_config('idle_in_transaction_session_timeout', $3, false),
       pg_catalog.set_config('search_path', $4, false),
       pg_catalog.set_config('application_name', $5, false)
