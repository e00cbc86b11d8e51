# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tables of a database cost its server: the engine with the Tables page in front and without, at default intervals
and budget, and each statement alone beside a scrape of postgres_exporter's table statistics. The floor is one reading of
pg_class. pg_activity has no statistics of tables to compare with. See run.

CPU is that of the backend. What the engine costs on a database without tables is taken off."""

import argparse
import os
import subprocess
import time
import urllib.request

import clients
from lab import PSQL, Lab

WARM_UP = 15  # seconds: names, settings, the first catalog with its indexes and sequences
EMPTY = "bench_empty"
QUERIES = "resources/queries"
FLOOR = "SELECT relname, relpages, reltuples FROM pg_class WHERE relkind IN ('r', 'm')"
MAKE = """DO $$ BEGIN FOR i IN 1..%d LOOP
EXECUTE format('CREATE TABLE public.part_%%s (id serial PRIMARY KEY, customer int, note text)', i);
EXECUTE format('CREATE INDEX ON public.part_%%s (customer)', i);
IF i %% 10 = 0 THEN EXECUTE format('INSERT INTO public.part_%%s (customer) SELECT g FROM generate_series(1, %%s) g', i, i %% 1000);
END IF; END LOOP; END $$"""


def parse():
    parser = argparse.ArgumentParser(prog="tests/bench/run tables")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--tables", type=int, default=5000, help="default: %(default)s")
    parser.add_argument("--seconds", type=int, default=60, help="that count for the engine; default: %(default)s")
    parser.add_argument("--times", type=int, default=10, help="each statement is run; default: %(default)s")
    return parser.parse_args()


def backend(lab, application, database):
    return int(lab.ask("SELECT pid FROM pg_stat_activity WHERE application_name = "
                       f"'{application}' AND datname = '{database}' ORDER BY backend_start LIMIT 1") or 0)


def waited(lab, application, database):
    for _ in range(100):
        if pid := backend(lab, application, database):
            return pid
        time.sleep(0.1)
    raise SystemExit(f"no figure: {application} did not come")


def engine(build, lab, database, probes, seconds):
    """Milliseconds of the backend's CPU for each second."""
    said = []
    ours = clients.piped([f"{build}/tests/bench/bench_engine", lab.url.replace("/orders", f"/{database}"), "0.005", probes],
                         lab.environment, said)
    try:
        time.sleep(WARM_UP)
        pid = backend(lab, "lockmaster", database)
        before = clients.cpu(pid)
        time.sleep(seconds)
        used = (clients.cpu(pid) - before) * 1000 / seconds
        if b"".join(data for _, data in said).count(b'"live":true') < 0.5 * seconds:
            raise SystemExit("no figure: the engine did not see the server")
        return used
    finally:
        ours.kill()
        ours.wait()


def statement(lab, sql, arguments, times):
    """Milliseconds of a backend's CPU for one execution, prepared as ours are; the first one, which plans, not counted."""
    url = lab.url + ("&" if "?" in lab.url else "?") + "application_name=bench"
    ours = subprocess.Popen([PSQL, "-Xqt", url], env=dict(lab.environment, PGOPTIONS="-c jit=off -c plan_cache_mode=force_generic_plan"),
                            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    run = f"EXECUTE asked{'(' + arguments + ')' if arguments else ''};\n"
    try:
        ours.stdin.write(f"PREPARE asked AS {sql};\n{run}")
        ours.stdin.flush()
        pid = waited(lab, "bench", "orders")
        idle = f"SELECT state = 'idle' AND query LIKE 'EXECUTE%' FROM pg_stat_activity WHERE pid = {pid}"
        while lab.ask(idle) != "t":
            time.sleep(0.05)
        before = clients.cpu(pid)
        for _ in range(times):
            ours.stdin.write(run)
        ours.stdin.write("SELECT 'done';\n")
        ours.stdin.flush()
        while "done" not in lab.ask(f"SELECT query FROM pg_stat_activity WHERE pid = {pid} AND state = 'idle'"):
            time.sleep(0.05)
        return (clients.cpu(pid) - before) * 1000 / times
    finally:
        ours.kill()
        ours.wait()


def query(name):
    with open(f"{QUERIES}/{name}.sql", encoding="utf-8") as file:
        return "".join(line for line in file if not line.startswith("--"))


def exporter(lab, database, times):
    """Milliseconds of its backend's CPU for one scrape. It connects anew for each: what all its backends used, by the
    server's own parent, whose children it counts when they end."""
    port = 19187
    url = lab.url.replace("/orders", f"/{database}")
    theirs = subprocess.Popen(["prometheus-postgres-exporter", "--log.level=error", f"--web.listen-address=127.0.0.1:{port}"],
                              env=dict(lab.environment, DATA_SOURCE_NAME=url + ("&" if "?" in url else "?") + "application_name=exporter"),
                              stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        scrape = lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics").read()
        tables = scrape().count(b"pg_stat_user_tables_n_live_tup{")
        pid = waited(lab, "exporter", database)
        before = clients.cpu(pid)
        for _ in range(times):
            scrape()
        return (clients.cpu(pid) - before) * 1000 / times, tables
    finally:
        theirs.kill()
        theirs.wait()


def line(name, milliseconds, floor=None):
    ratio = f"{milliseconds / floor:8.1f}" if floor else ""
    print(f"  {name:48} {milliseconds:9.2f} ms {ratio}", flush=True)


def main():
    options = parse()
    lab = Lab(options.build, 1)
    try:
        lab.ask(MAKE % options.tables)
        lab.ask("ANALYZE")
        lab.ask(f"CREATE DATABASE {EMPTY}")
        print(f"Server CPU for each second, the engine at its default interval and budget, {options.tables} tables")
        base = engine(options.build, lab, EMPTY, "", options.seconds)
        line("a database without tables", base)
        for name, probes in {"the Tables page in front": "tables,indexes", "another page in front": ""}.items():
            used = engine(options.build, lab, "orders", probes, options.seconds)
            line(f"{name}: of a core {max(0, used - base) / 10:.2f} %", used)
        print("Server CPU for each time it is asked, and its ratio to the floor")
        floor = statement(lab, FLOOR, "", options.times)
        line("one reading of pg_class (the floor)", floor, floor)
        told = lab.ask("SELECT '{' || string_agg(oid::text, ',') || '}' FROM (SELECT oid FROM pg_class WHERE relkind = 'r' "
                       "AND relname LIKE 'part%' ORDER BY relpages DESC LIMIT 300) AS t")
        line("our tables (every 10 s in front, else a minute)", statement(lab, query("tables_from_13"), "NULL, 500, 100", options.times), floor)
        line("our indexes (every 30 s in front, else 5 minutes)",
             statement(lab, query("indexes_from_16"), f"'{told}', 100", options.times), floor)
        line("our sequences (every 10 minutes)", statement(lab, query("sequences_from_13"), "1000", options.times), floor)
        theirs, tables = exporter(lab, "orders", options.times)
        line(f"postgres_exporter, a scrape with {tables} tables", theirs, floor)
    finally:
        lab.close()


main()
