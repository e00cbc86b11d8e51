# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many targets in one process without a window: CPU per target and second. See run.

The targets are spread over a few real servers, and each server's sessions are a crowd plus those that watch it, so that
every target sees about as many sessions as asked for."""

import argparse
import json
import subprocess

import clients
from lab import Lab


def parse():
    parser = argparse.ArgumentParser(prog="tests/bench/run fleet")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--targets", type=int, default=200, help="default: %(default)s")
    parser.add_argument("--sessions", type=int, default=100, help="that each target has; default: %(default)s")
    parser.add_argument("--servers", type=int, default=4, help="real servers; default: %(default)s")
    parser.add_argument("--seconds", type=int, default=20, help="that count; default: %(default)s")
    parser.add_argument("--json", help="write all figures here too")
    return parser.parse_args()


def passwords_of(labs):
    """One password file for all servers, since one process watches them all."""
    path = f"{labs[0].home.name}/all.pgpass"
    with open(path, "w", encoding="utf-8") as file:
        for lab in labs:
            with open(lab.environment["PGPASSFILE"], encoding="utf-8") as each:
                file.write(each.read().replace("127.0.0.1:*:", f"127.0.0.1:{lab.port}:"))
    subprocess.run(["chmod", "600", path], check=True)
    return path


def main():
    options = parse()
    watchers = -(-options.targets // options.servers)
    labs = [Lab(options.build, max(options.sessions - watchers, 1)) for _ in range(options.servers)]
    try:
        command = [f"{options.build}/tests/bench/bench_fleet", str(options.targets), str(options.seconds)]
        environment = labs[0].environment | {"PGPASSFILE": passwords_of(labs)}
        floor = clients.measure(labs[0], clients.start_floor, options.seconds)
        done = subprocess.run(command + [lab.url for lab in labs], env=environment, capture_output=True, text=True, check=True)
        seen = json.loads(done.stdout)
    finally:
        for lab in labs:
            lab.close()
    wanted = seen["targets"] * options.seconds
    if seen["live"] < seen["targets"] or seen["snapshots"] < 0.9 * wanted:
        raise SystemExit(f"no figure: {seen['live']} of {seen['targets']} targets were live at the end, and "
                         f"{seen['snapshots']} of {wanted} snapshots came. {seen['trouble']}")
    seen.pop("trouble")
    seen["floor_psql_client_ms"] = floor["client_cpu_ms"]  # one process, one target: states counted once a second
    seen["floor_psql_server_ms"] = floor["server_cpu_ms"]
    seen["sessions_per_target"] = seen["sessions"] / seen["targets"]
    seen["snapshots_per_target_second"] = seen["snapshots"] / seen["targets"] / seen["seconds"]
    for name, value in seen.items():
        print(f"{name:32} {value:10.2f}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(seen, file, indent=2)


main()
