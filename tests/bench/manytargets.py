# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window with many targets of mixed kinds and one of them in front: its share of a core. See run.

The targets are those of a whole lab, each taken several times under names of their own."""

import argparse
import os
import re
import subprocess
import tempfile
import time

import clients
from display import Display

WARM_UP = 15  # seconds


def parse():
    parser = argparse.ArgumentParser(prog="tests/bench/run many")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--targets", type=int, default=50, help="default: %(default)s")
    parser.add_argument("--seconds", type=int, default=30, help="that count; default: %(default)s")
    parser.add_argument("--pages", default="fleet,overview", help="what is in front, in turn; default: %(default)s")
    return parser.parse_args()


def start_lab(build, fleet):
    lab = subprocess.Popen([f"{build}/tests/lab/lockmaster-lab", "--parts", "all", "--workload", "50", "--fleet", fleet,
                            "--until-eof"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    for line in lab.stdout:
        if line.strip() == "ready":
            return lab
    raise SystemExit("the lab did not start")


def multiplied(fleet, count):
    """The same servers again and again, as targets of other names."""
    with open(fleet, encoding="utf-8") as file:
        head, *entries = re.split(r"(?m)^  - name: ", file.read())
    text = head
    for i in range(count):
        name, rest = entries[i % len(entries)].split("\n", 1)
        text += f"  - name: {name}-{i // len(entries) + 1}\n{rest}"
    with open(fleet, "w", encoding="utf-8") as file:
        file.write(text)
    return len(entries)


def share_of_core(build, fleet, page, display, seconds):
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "XDG_CONFIG_HOME": os.path.dirname(fleet)}
    window = subprocess.Popen([f"{build}/app/lockmaster-window", "--fleet", fleet, "--page", page], env=environment,
                              stderr=subprocess.DEVNULL)
    try:
        time.sleep(WARM_UP)
        before, begun = clients.cpu(window.pid), time.monotonic()
        time.sleep(seconds)
        share = (clients.cpu(window.pid) - before) / (time.monotonic() - begun)
        return share, clients.resident(window.pid)
    finally:
        window.terminate()
        window.wait()


def main():
    options = parse()
    with tempfile.TemporaryDirectory(prefix="lockmaster-bench-") as folder:
        fleet = f"{folder}/fleet.yaml"
        lab = start_lab(options.build, fleet)
        display = Display()
        try:
            servers = multiplied(fleet, options.targets)
            print(f"{options.targets} targets on {servers} servers")
            for page in options.pages.split(","):
                share, memory = share_of_core(options.build, fleet, page, display.name, options.seconds)
                print(f"{page:12} {share * 100:6.1f} % of a core {memory:8.0f} MiB")
        finally:
            display.close()
            lab.stdin.close()
            lab.wait()


main()
