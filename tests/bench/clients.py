# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What watches the server, and what one refresh of each costs.

CPU is that of the whole process, ended threads included, from its CPU clock (nanoseconds): of the client, and of its
backend on the server. Both readings are taken in the quiet between two refreshes.
"""

import fcntl
import os
import struct
import subprocess
import termios
import threading
import time

import proxy
from lab import PSQL

WARM_UP = 3  # refreshes that do not count: first full list, prepared statements, fonts
KEPT_WINDOW = 20  # seconds: a client that keeps its second begins as many refreshes in it

COLUMNS = ("pid, datname, usename, application_name, client_addr, backend_start, xact_start, query_start, "
           "state_change, wait_event_type, wait_event, state, backend_xid, backend_xmin, query, backend_type")


def cpu(pid):
    return time.clock_gettime((~pid << 3) | 2)  # CLOCK_PROCESS_CPUTIME_ID of another process, see clock_getcpuclockid()


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


def drain(descriptor, kept=None):
    """Reads all that comes, so that the client never waits for us."""
    def run():
        try:
            while data := os.read(descriptor, 1 << 16):
                if kept is not None:
                    kept.append((time.monotonic(), data))
        except OSError:
            pass
    threading.Thread(target=run, daemon=True).start()


def in_terminal(command, environment, kept=None):
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment,
                               start_new_session=True)
    os.close(slave)
    drain(master, kept)
    return process, master


def start_pg_activity(url, environment, kept=None):
    return in_terminal(["pg_activity", "--refresh", "1", url], environment, kept)[0]


def start_pg_activity_view(key, title):
    """pg_activity begins with the running queries; `key` takes it to another view, which shows `title`."""
    def start(url, environment, kept):
        process, terminal = in_terminal(["pg_activity", "--refresh", "1", url], environment, kept)
        end = time.monotonic() + 30
        while title not in b"".join(data for _, data in kept):
            if time.monotonic() > end:
                raise SystemExit(f"pg_activity does not show {title.decode()}")
            time.sleep(0.25)
            os.write(terminal, key)
        return process
    return start


PG_ACTIVITY_VIEWS = {"pg_activity, waiting": start_pg_activity_view(b"2", b"WAITING QUERIES"),
                     "pg_activity, blocking": start_pg_activity_view(b"3", b"BLOCKING QUERIES")}


def psql_watching(query):
    def start(url, environment, kept=None):
        process = subprocess.Popen([PSQL, "-XAtq", url], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   env=environment, text=True)
        process.stdin.write(f"{query}\n\\watch 1\n")
        process.stdin.flush()
        return process
    return start


start_psql = psql_watching(f"SELECT {COLUMNS} FROM pg_stat_activity")
# The floor: who asks less knows nothing of the sessions.
start_floor = psql_watching("SELECT state, count(*) FROM pg_stat_get_activity(NULL) GROUP BY state")


def piped(command, environment, kept):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    drain(process.stdout.fileno(), kept)
    return process


def measure(lab, start, refreshes):
    """One client watched for so many refreshes. start(url, environment, kept) starts it."""
    counter = proxy.CountingProxy(lab.port)
    kept = []
    process = start(lab.through(counter.port), lab.environment, kept)
    try:
        if not counter.wait_for(WARM_UP, 30):
            raise SystemExit("a client does not refresh: " + b"".join(data for _, data in kept).decode()[-500:])
        backend = lab.backend_of_client()
        before = (len(counter.begun), cpu(process.pid), cpu(backend), counter.bytes)
        # Half a second before the next refresh the count of those kept begins, and before the reading it has ended.
        window = counter.begun[-1] + 0.5
        counter.wait_for(before[0] + refreshes, 90 + 3 * refreshes)
        after = (len(counter.begun), cpu(process.pid), cpu(backend), counter.bytes)
        done = after[0] - before[0]
        seen = {"refreshes": done,
                "client_cpu_ms": (after[1] - before[1]) * 1000 / done,
                "server_cpu_ms": (after[2] - before[2]) * 1000 / done,
                "wire_kb": (after[3] - before[3]) / 1000 / done,
                "rss_mib": resident(process.pid)}
        while time.monotonic() < window + KEPT_WINDOW:
            time.sleep(0.05)
        seen["kept_of_20"] = sum(window <= begun < window + KEPT_WINDOW for begun in counter.begun)
        seen["said"] = [data for _, data in kept]
        return seen
    finally:
        process.kill()
        process.wait()
