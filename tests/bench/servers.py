# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one tick costs a Redis with many clients, a PgBouncer, and us; beside a scrape of redis_exporter and psql. See run.

CPU is that of whole processes. What the servers do anyway is measured first and taken off."""

import argparse
import os
import re
import socket
import subprocess
import tempfile
import time
import urllib.request

import clients
from lab import PSQL

SETTLE = 3  # seconds: a thousand logins keep Redis busy for a while after
WARM_UP = 12  # seconds: names, settings, the first list of clients


def parse():
    parser = argparse.ArgumentParser(prog="tests/bench/run servers")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--clients", type=int, default=1000, help="of Redis; default: %(default)s")
    parser.add_argument("--seconds", type=int, default=20, help="that count, a tick each; default: %(default)s")
    return parser.parse_args()


class Servers:
    """A lab with a Redis and a PgBouncer, and their processes."""

    def __init__(self, build, folder):
        self.fleet = f"{folder}/fleet.yaml"
        self.lab = subprocess.Popen([f"{build}/tests/lab/lockmaster-lab", "--parts", "pg,pgbouncer,redis", "--fleet", self.fleet,
                                     "--until-eof"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for line in self.lab.stdout:
            if line.strip() == "ready":
                break
        else:
            raise SystemExit("the lab did not start")
        with open(self.fleet, encoding="utf-8") as file:
            self.targets = dict(re.findall(r'(?m)^  - name: (\S+)\n    url: "([^"]+)"', file.read()))

    def port(self, target):
        return int(re.search(r":(\d+)", self.targets[target].split("@")[-1]).group(1))

    def password(self, target):
        with open(self.fleet, encoding="utf-8") as file:
            entry = file.read().split(f"- name: {target}\n")[1]
        return subprocess.check_output(re.search(r'command: "(.*)"', entry).group(1), shell=True, text=True).strip()

    def pid(self, target):
        listening = subprocess.check_output(["ss", "-Hltnp", f"sport = :{self.port(target)}"], text=True)
        return int(re.search(r"pid=(\d+)", listening).group(1))

    def close(self):
        self.lab.stdin.close()
        self.lab.wait()


def crowd(port, password, count):
    """Clients that are there and do nothing."""
    sockets = []
    for _ in range(count):
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(f"AUTH lockmaster {password}\r\n".encode())
        if not client.recv(64).startswith(b"+OK"):
            raise SystemExit(f"no figure: Redis refused client {len(sockets) + 1} of {count}")
        sockets.append(client)
    return sockets


def over(seconds, pids):
    before = [clients.cpu(pid) for pid in pids]
    time.sleep(seconds)
    return [(clients.cpu(pid) - start) * 1000 / seconds for pid, start in zip(pids, before)]


def engine(build, servers, target, seconds):
    """CPU of us and of the server for a tick, milliseconds."""
    server = servers.pid(target)
    idle = over(seconds / 2, [server])[0]
    said = []
    ours = clients.piped([f"{build}/tests/bench/bench_engine", servers.fleet, "0", target], dict(os.environ), said)
    try:
        time.sleep(WARM_UP)
        client, busy = over(seconds, [ours.pid, server])
        live = b"".join(data for _, data in said).count(b'"live":true')
        if live < 0.9 * seconds:
            raise SystemExit(f"no figure: {target} was seen {live} times in {WARM_UP + seconds} seconds")
        return client, busy - idle
    finally:
        ours.kill()
        ours.wait()


def redis_exporter(servers, target, seconds, options):
    server, port = servers.pid(target), 19121
    idle = over(seconds / 2, [server])[0]
    exporter = subprocess.Popen(["prometheus-redis-exporter", "-redis.addr", f"redis://127.0.0.1:{servers.port(target)}",
                                 "-redis.user", "lockmaster", "-redis.password", servers.password(target),
                                 "-web.listen-address", f"127.0.0.1:{port}"] + options,
                                stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        scrape = lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics").read()
        scrape()
        before = [clients.cpu(pid) for pid in (exporter.pid, server)]
        begun = time.monotonic()
        for tick in range(1, seconds + 1):
            scrape()
            time.sleep(max(begun + tick - time.monotonic(), 0))
        client, busy = [(clients.cpu(pid) - start) * 1000 / seconds for pid, start in zip((exporter.pid, server), before)]
        return client, busy - idle
    finally:
        exporter.kill()
        exporter.wait()


def bare_info(servers, target, seconds):
    """The floor of Redis: one INFO a second, by a client that costs nothing worth telling."""
    server = servers.pid(target)
    idle = over(seconds / 2, [server])[0]
    client = socket.create_connection(("127.0.0.1", servers.port(target)))
    try:
        client.sendall(f"AUTH lockmaster {servers.password(target)}\r\n".encode())
        client.recv(64)
        before, begun = clients.cpu(server), time.monotonic()
        for tick in range(1, seconds + 1):
            client.sendall(b"INFO\r\n")
            size = int(client.recv(16, socket.MSG_PEEK).split(b"\r\n")[0][1:])
            left = size + len(str(size)) + 5
            while left:
                left -= len(client.recv(left))
            time.sleep(max(begun + tick - time.monotonic(), 0))
        return 0, (clients.cpu(server) - before) * 1000 / seconds - idle
    finally:
        client.close()


def psql(servers, target, command, seconds):
    """The floor: one command a second on a connection that stays."""
    server = servers.pid(target)
    idle = over(seconds / 2, [server])[0]
    environment = dict(os.environ, PGPASSWORD=servers.password(target), PSQLRC="/dev/null")
    ours = subprocess.Popen([PSQL, f"host=127.0.0.1 port={servers.port(target)} user=lockmaster dbname=pgbouncer sslmode=disable"],
                            env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        ours.stdin.write(f"{command} \\watch 1\n")
        ours.stdin.flush()
        time.sleep(1)
        client, busy = over(seconds, [ours.pid, server])
        return client, busy - idle
    finally:
        ours.kill()
        ours.wait()


def figure(milliseconds, unit="ms"):
    """Less than nothing: the server happened to do more while it was left alone."""
    return f"{milliseconds:8.3f} {unit}" if milliseconds > 0 else f"{'–':>8} {' ' * len(unit)}"


def line(name, client, server):
    print(f"{name:40} {figure(client)} {figure(server)}")


def ratio(ours, theirs):
    print(f"{'  ratio to it':40} " + " ".join(figure(a / b if b > 0 else 0, "  ") for a, b in zip(ours, theirs)))


def main():
    options = parse()
    with tempfile.TemporaryDirectory(prefix="lockmaster-bench-") as folder:
        servers = Servers(options.build, folder)
        try:
            redis = next(name for name, url in servers.targets.items() if url.startswith("redis"))
            pool = next(name for name, url in servers.targets.items() if url.startswith("pgbouncer"))
            kept = crowd(servers.port(redis), servers.password(redis), options.clients)
            time.sleep(SETTLE)
            print(f"{'CPU for each second':40} {'client':>11} {'server':>11}    {len(kept)} clients of Redis")
            ours = engine(options.build, servers, redis, options.seconds)
            line("Lockmaster, Redis", *ours)
            floor = bare_info(servers, redis, options.seconds)
            line("INFO alone", *floor)
            ratio(ours, floor)
            for name, more in {"redis_exporter, with its client list": ["-export-client-list"], "redis_exporter, without": []}.items():
                theirs = redis_exporter(servers, redis, options.seconds, more)
                line(name, *theirs)
                ratio(ours, theirs)
            ours = engine(options.build, servers, pool, options.seconds)
            line("Lockmaster, PgBouncer", *ours)
            floor = psql(servers, pool, "SHOW VERSION", options.seconds)
            line("psql, SHOW VERSION", *floor)
            ratio(ours, floor)
        finally:
            servers.close()


main()
