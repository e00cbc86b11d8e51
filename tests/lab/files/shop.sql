-- SPDX-FileCopyrightText: 2026 Lockmaster contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A small shop: enough rows for plans and statistics to look real, few enough to load in a moment.
SET ROLE billing;

CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    region text NOT NULL,
    balance numeric(12, 2) NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    status text NOT NULL DEFAULT 'new',
    total numeric(12, 2) NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE order_lines (
    order_id bigint NOT NULL REFERENCES orders,
    line int NOT NULL,
    article text NOT NULL,
    quantity int NOT NULL,
    price numeric(10, 2) NOT NULL,
    PRIMARY KEY (order_id, line)
);
CREATE TABLE audit_logs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    who text NOT NULL,
    what text NOT NULL
);

INSERT INTO customers (name, region)
    SELECT 'Customer ' || n, (ARRAY['north', 'east', 'south', 'west'])[1 + n % 4] FROM generate_series(1, 2000) n;
INSERT INTO orders (customer_id, status, total)
    SELECT 1 + n % 2000, (ARRAY['new', 'paid', 'sent'])[1 + n % 3], n % 500 FROM generate_series(1, 5000) n;
INSERT INTO order_lines
    SELECT 1 + n / 3, 1 + n % 3, 'article-' || n % 97, 1 + n % 5, n % 100 FROM generate_series(0, 14999) n;
INSERT INTO audit_logs (who, what) SELECT 'web', 'order ' || n || ' entered' FROM generate_series(1, 3000) n;
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
CREATE INDEX audit_logs_at_idx ON audit_logs (at);

GRANT SELECT, INSERT, UPDATE ON customers, orders, order_lines, audit_logs TO web;
GRANT SELECT ON customers, orders, order_lines, audit_logs TO report;
RESET ROLE;
ANALYZE;
