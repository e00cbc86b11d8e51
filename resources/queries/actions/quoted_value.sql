-- One value, or several lines of a list, as they stand in SET. 13+
SELECT COALESCE(pg_catalog.string_agg(pg_catalog.quote_literal(p.part), ', ' ORDER BY p.number),
                pg_catalog.quote_literal('')) AS quoted
FROM pg_catalog.unnest(pg_catalog.string_to_array($1, E'\n')) WITH ORDINALITY AS p (part, number)
