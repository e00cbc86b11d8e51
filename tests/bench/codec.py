# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A snapshot with 1,000 sessions as CBOR beside JSON: bytes and time. See run."""

import argparse
import json
import subprocess


def parse():
    parser = argparse.ArgumentParser(prog="tests/bench/run codec")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--json", help="write all figures here too")
    return parser.parse_args()


def cell(value, base):
    return f"{value:10.2f} {value / base:7.2f}" if value is not None else " " * 18


def main():
    options = parse()
    done = subprocess.run([f"{options.build}/tests/bench/bench_codec"], capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    peer = seen["json"]
    print(f"{seen['sessions']} sessions, {seen['changed']} of them changed since the value before; ratios are to JSON, the floor")
    print("is the sessions' texts as UTF-8, JSON's reading makes no values. Medians.")
    print(f"  {'':14} {'kB':>10} {'ratio':>7} {'write ms':>10} {'ratio':>7} {'read ms':>10} {'ratio':>7}")
    for name in ("floor", "cbor", "cbor, masked", "difference", "json"):
        row = seen[name]
        print(f"  {name:14} {cell(row['bytes'] / 1000, peer['bytes'] / 1000)} {cell(row['write_ms'], peer['write_ms'])} "
              f"{cell(row.get('read_ms'), peer['read_ms'])}".rstrip())
    count = seen["count bytes"]
    print(f"  in memory about {count['bytes'] / 1000:.0f} kB; counting what it adds to the one before takes "
          f"{count['write_ms']:.3f} ms")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(seen, file, indent=2)


main()
