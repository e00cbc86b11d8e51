-- Of these names, as a person wrote them, the columns of the table that they mean, quoted. 13+
SELECT w.asked, pg_catalog.quote_ident(a.attname) AS name
FROM pg_catalog.jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS w(asked, place)
LEFT JOIN pg_catalog.pg_attribute a
       ON a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attname = (pg_catalog.parse_ident(w.asked))[1]
      AND pg_catalog.array_length(pg_catalog.parse_ident(w.asked), 1) = 1
ORDER BY w.place
