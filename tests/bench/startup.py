# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From exec to first data: of the window, of pg_activity, and whole runs of `lockmaster check` beside psql."""

import json
import os
import statistics
import subprocess
import time

import clients
from lab import PSQL

RUNS = 15
FIRST_DATA = b"RUNNING QUERIES"  # the title over pg_activity's list


def median(values):
    return statistics.median(values)


def run_once(command, environment):
    """Wall and CPU time of one process and those it waited for, in milliseconds."""
    begun = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, process.returncode


def whole_runs(command, environment):
    runs = [run_once(command, environment) for _ in range(RUNS + 1)][1:]  # the first one reads files into memory
    return {"wall_ms": median(r[0] for r in runs), "cpu_ms": median(r[1] for r in runs), "exit": runs[-1][2]}


def one_shots(build, lab):
    return {"lockmaster check": whole_runs([f"{build}/app/lockmaster", "check", lab.url], lab.environment),
            "psql -c 'select 1'": whole_runs([PSQL, "-X", "-c", "select 1", lab.url], lab.environment)}


def until_said(start, has_said, patience=30):
    begun = time.monotonic_ns()
    kept = []
    process = start(begun, kept)
    try:
        while time.monotonic_ns() - begun < patience * 1e9:
            if said := has_said(kept, begun):
                return said
            time.sleep(0.002)
        raise SystemExit("nothing was shown: " + repr(b"".join(data for _, data in kept)[-500:]))
    finally:
        process.kill()
        process.wait()


def window_said(kept, _):
    line = b"".join(data for _, data in kept)
    return json.loads(line) if line.endswith(b"}\n") else None


def activity_said(kept, begun):
    text = b""
    for when, data in kept:
        text += data
        if FIRST_DATA in text:
            return {"data_ms": when * 1000 - begun / 1e6}
    return None


def first_data(lab, start_window, runs=7):
    window = [until_said(lambda begun, kept: start_window(lab.url, lab.environment, kept, begun=begun), window_said)
              for _ in range(runs + 1)][1:]
    activity = [until_said(lambda _, kept: clients.start_pg_activity(lab.url, lab.environment, kept), activity_said)
                for _ in range(runs + 1)][1:]
    return {"window": {key: median(one[key] for one in window) for key in ("window_ms", "data_ms")},
            "pg_activity": {"data_ms": median(one["data_ms"] for one in activity)}}
