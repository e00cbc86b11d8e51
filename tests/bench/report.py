# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures as tables for people. Ratios are to pg_activity; bytes to psql, which fetches the full list."""


FLOOR = "psql, states counted"  # one call of pg_stat_get_activity


def say(text=""):
    print(text, flush=True)


def head(figures):
    say(f"Lockmaster benchmark, {figures['begun']}, {figures['cpus']} CPUs, load before {figures['load_before']:.1f}")
    say("Each client alone, refreshing every second, as a remote one over TLS. Engine and window run without the")
    say("server budget, which would stretch their interval on purpose; what it does is told below each table.")
    say("The window paints 1600×900 pixels on Xvfb. CPU and bytes are means of one refresh; first data and one-shots")
    say("are medians.")


def ratio(value, base):
    return f"{value / base:5.2f}" if base else "    –"


def crowd(result):
    say(f"\n{result['sessions']} sessions, 5 % blocked")
    say(f"  {'client':21} {'client CPU':>16} {'server CPU':>16} {'wire':>17} {'kept':>8} {'RSS':>9}")
    say(f"  {'':21} {'ms':>8} {'ratio':>7} {'ms':>8} {'ratio':>7} {'kB':>9} {'ratio':>7} {'of 20':>8} {'MiB':>9}")
    peer = result["clients"]["pg_activity"]
    full = result["clients"]["psql, 16 columns"]
    for name, seen in result["clients"].items():
        say(f"  {name:21} {seen['client_cpu_ms']:8.2f}   {ratio(seen['client_cpu_ms'], peer['client_cpu_ms'])} "
            f"{seen['server_cpu_ms']:8.2f}   {ratio(seen['server_cpu_ms'], peer['server_cpu_ms'])} "
            f"{seen['wire_kb']:9.1f}   {ratio(seen['wire_kb'], full['wire_kb'])} "
            f"{seen['kept_of_20']:8d} {seen['rss_mib']:9.1f}")
    above_floor(result["clients"])
    three_views(result["clients"])
    engine = result["clients"]["engine alone"]
    budget = result["default_budget"]
    say(f"  the engine saw {engine['sessions']} sessions, {engine['blocked']} of them blocked; answers without "
        f"protocol and TLS {engine['answer_kb']:.1f} kB a refresh")
    say(f"  with the default budget: every {budget['interval_ms'] / 1000:g} s in the end, {budget['kept_of_20']} "
        f"refreshes in the first 20 s. {budget['reason']}".rstrip())
    starts(result)


def above_floor(clients):
    floor = clients[FLOOR]["server_cpu_ms"]
    ours = ", ".join(f"{name} {clients[name]['server_cpu_ms'] / floor:.2f}"
                     for name in ("engine alone", "window, Sessions", "window, Overview"))
    say(f"  server CPU, the floor ({FLOOR}) being 1: {ours}")


def three_views(clients):
    """pg_activity shows running, waiting and blocking queries in three views; a refresh of ours answers all three."""
    views = [seen for name, seen in clients.items() if name.startswith("pg_activity")]
    client, server, wire = (sum(view[key] for view in views) for key in ("client_cpu_ms", "server_cpu_ms", "wire_kb"))
    say(f"  pg_activity, its three views together: client {client:.1f} ms, server {server:.1f} ms, wire {wire:.0f} kB; "
        "of that")
    for name in ("engine alone", "window, Sessions", "window, Overview"):
        seen = clients[name]
        say(f"    {name:18} client {ratio(seen['client_cpu_ms'], client)}   server {ratio(seen['server_cpu_ms'], server)}"
            f"   wire {ratio(seen['wire_kb'], wire)}")


def starts(result):
    first, shots = result["first_data"], result["one_shots"]
    window, peer = first["window"], first["pg_activity"]
    say(f"  exec to first data on screen: window {window['data_ms']:.0f} ms (itself painted after "
        f"{window['window_ms']:.0f} ms), pg_activity {peer['data_ms']:.0f} ms, "
        f"ratio {window['data_ms'] / peer['data_ms']:.2f}")
    for name, shot in shots.items():
        say(f"  {name}: {shot['wall_ms']:.0f} ms wall, {shot['cpu_ms']:.1f} ms CPU (exit {shot['exit']})")
    ours, floor = shots.values()
    say(f"    ratio {ours['wall_ms'] / floor['wall_ms']:.2f} wall, {ours['cpu_ms'] / floor['cpu_ms']:.2f} CPU")


def table(result):
    say(f"\nSessions table, {result['rows']} rows, 1900×1000 pixels, offscreen: ms, median / 95th percentile / worst")
    for one in result["tables"]:
        say(f"  {one['columns']} columns, {one['rows_on_screen']} rows on screen")
        for key, name in (("scroll_by_3_rows", "full repaint, scrolling by 3 rows"),
                          ("scroll_by_pages", "full repaint, scrolling by pages"),
                          ("sort", "another sort order, painted"),
                          ("refresh", "a refresh taken in, 5 % changed")):
            times = one[key]
            say(f"    {name:36} {times['median_ms']:7.1f} / {times['p95_ms']:6.1f} / {times['worst_ms']:6.1f}")
