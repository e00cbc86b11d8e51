# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs all measurements, prints them as tables and writes them as JSON. See run."""

import argparse
import json
import os
import subprocess
import time

import clients
import report
import startup
from display import Display
from lab import Lab


def parse():
    parser = argparse.ArgumentParser(prog="tests/bench/run")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--sessions", default="100,500,1000,2000", help="sizes of the crowd; default: %(default)s")
    parser.add_argument("--refreshes", type=int, default=20, help="of each client; default: %(default)s")
    parser.add_argument("--json", help="write all figures here too")
    return parser.parse_args()


class Clients:
    def __init__(self, build, display):
        self.build, self.display = build, display

    def engine(self, share):
        return lambda url, environment, kept: clients.piped(
            [f"{self.build}/tests/bench/bench_engine", url, str(share)], environment, kept)

    def window(self, url, environment, kept, page="sessions", begun=0):
        return clients.piped([f"{self.build}/tests/bench/bench_window", url, page, str(begun)],
                             environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": self.display}, kept)

    def all(self):
        return {"engine alone": self.engine(0),
                "window, Sessions": self.window,
                "window, Overview": lambda url, environment, kept: self.window(url, environment, kept, "overview"),
                "pg_activity": clients.start_pg_activity,
                **clients.PG_ACTIVITY_VIEWS,
                "psql, 16 columns": clients.start_psql,
                report.FLOOR: clients.start_floor}


def lines_of(said):
    return [json.loads(line) for line in b"".join(said).splitlines() if line.endswith(b"}")]


def with_engine_facts(seen):
    """What the engine itself says: rows and bytes of answers, and the interval it took."""
    live = [line for line in lines_of(seen["said"]) if line.get("live")][clients.WARM_UP:]
    seen["answer_kb"] = sum(line["bytes"] for line in live) / len(live) / 1000
    seen["interval_ms"] = live[-1]["interval_ms"]
    seen["reason"] = live[-1]["reason"]
    seen["sessions"], seen["blocked"] = live[-1]["sessions"], live[-1]["blocked"]
    return seen


def watch(lab, start, refreshes, is_engine):
    seen = clients.measure(lab, start, refreshes)
    if is_engine:
        with_engine_facts(seen)
    del seen["said"]
    return seen


def with_budget(lab, chosen):
    """The default budget needs nine samples before it stretches the interval; what it is then is what counts."""
    seen = clients.measure(lab, chosen.engine(0.005), 12)
    with_engine_facts(seen)
    return {key: seen[key] for key in ("interval_ms", "reason", "kept_of_20", "server_cpu_ms")}


def refuse_without_load(sessions, result):
    """A figure of a crowd that was not there is none. The crowd's blocked ones are 5 % of it."""
    seen = result["clients"]["engine alone"]
    if seen["sessions"] < sessions or seen["blocked"] < sessions * 0.045:
        raise SystemExit(f"no figure: of {sessions} sessions {seen['sessions']} were there, {seen['blocked']} of them blocked")


def at(sessions, arguments, chosen):
    lab = Lab(arguments.build, sessions)
    try:
        result = {"sessions": sessions, "clients": {}}
        for name, start in chosen.all().items():
            result["clients"][name] = watch(lab, start, arguments.refreshes, name.startswith("engine"))
        refuse_without_load(sessions, result)
        result["default_budget"] = with_budget(lab, chosen)
        result["first_data"] = startup.first_data(lab, chosen.window)
        result["one_shots"] = startup.one_shots(arguments.build, lab)
        return result
    finally:
        lab.close()


def table(build):
    done = subprocess.run([f"{build}/tests/bench/bench_table"], capture_output=True, text=True, check=True,
                          env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": "/nonexistent"})
    return json.loads(done.stdout)


def main():
    arguments = parse()
    display = Display()
    try:
        chosen = Clients(arguments.build, display.name)
        figures = {"begun": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "cpus": os.cpu_count(),
                   "load_before": os.getloadavg()[0], "table": table(arguments.build), "crowds": []}
        report.head(figures)
        report.table(figures["table"])
        for sessions in map(int, arguments.sessions.split(",")):
            figures["crowds"].append(at(sessions, arguments, chosen))
            report.crowd(figures["crowds"][-1])
    finally:
        display.close()
    figures["load_after"] = os.getloadavg()[0]
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=1)


main()
