-- A setting ($1) as it is, what is kept of it for a role ($2) and a database ($3), either '' for none, and what overrides
-- that. $4 is how near to a session the place is: −1 the server, 1 a database, 2 a role, 3 a role in a database. The
-- session that acts has settings of its own: reset_val is what it would have without. 13+
WITH kept AS (
    SELECT d.setrole, d.setdatabase, r.rolname, b.datname,
           pg_catalog.substr(c.entry, pg_catalog.strpos(c.entry, '=') + 1) AS value
    FROM pg_catalog.pg_db_role_setting d
    CROSS JOIN pg_catalog.unnest(d.setconfig) AS c (entry)
    LEFT JOIN pg_catalog.pg_roles r ON r.oid = d.setrole
    LEFT JOIN pg_catalog.pg_database b ON b.oid = d.setdatabase
    WHERE pg_catalog.lower(pg_catalog.split_part(c.entry, '=', 1)) = pg_catalog.lower($1))
SELECT s.name, s.vartype, s.unit, s.min_val, s.max_val, pg_catalog.array_to_string(s.enumvals, E'\n') AS choices,
       s.context, s.source, s.reset_val, s.sourcefile, s.pending_restart,
       pg_catalog.current_setting(s.name) AS shown,
       (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(p.part), '.' ORDER BY p.number)
        FROM pg_catalog.unnest(pg_catalog.string_to_array(s.name, '.')) WITH ORDINALITY AS p (part, number)) AS quoted_name,
       (SELECT k.value FROM kept k WHERE k.setrole = place.role AND k.setdatabase = place.database) AS kept,
       (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' in ', 'role ' || k.rolname, 'database ' || k.datname), ', '
                                     ORDER BY k.rolname, k.datname)
        FROM kept k
        WHERE (CASE WHEN k.setrole <> 0 THEN 2 ELSE 0 END + CASE WHEN k.setdatabase <> 0 THEN 1 ELSE 0 END) > $4::int8
          AND place.role IN (0, k.setrole) AND (place.database = 0 OR k.setdatabase IN (0, place.database))
          AND (k.setrole <> 0 OR k.setdatabase <> 0)) AS overridden_by
FROM pg_catalog.pg_settings s
CROSS JOIN (SELECT COALESCE((SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = $2::text), 0::oid) AS role,
                   COALESCE((SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = $3::text), 0::oid) AS database) AS place
WHERE pg_catalog.lower(s.name) = pg_catalog.lower($1)
