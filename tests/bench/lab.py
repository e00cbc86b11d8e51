# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lab with a crowd of real sessions, and what only its superuser may ask."""

import os
import re
import subprocess
import tempfile

import proxy

PSQL = sorted(f"/usr/lib/postgresql/{v}/bin/psql" for v in os.listdir("/usr/lib/postgresql"))[-1]
ROLE = "lockmaster"


class Lab:
    def __init__(self, build, sessions):
        self.process = subprocess.Popen(
            [f"{build}/tests/lab/lockmaster-lab", "--parts", "pg", "--crowd", str(sessions),
             "--set", "max_connections=2200", "--until-eof"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        lines = []
        for line in self.process.stdout:
            lines.append(line.strip())
            if lines[-1] == "ready":
                break
        else:
            raise SystemExit("the lab did not start: " + " ".join(lines))
        fleet = lines[-2]
        self.folder = os.path.dirname(fleet)
        with open(fleet, encoding="utf-8") as file:
            url = re.search(r'url: "(.*)"', file.read()).group(1)
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)/", url).group(1))
        self.url = url
        self.home = tempfile.TemporaryDirectory(prefix="lockmaster-bench-")
        self.environment = self.make_environment()
        self.admit_proxy()

    def make_environment(self):
        """For clients: no configuration of anybody, and the password where libpq looks for it."""
        with open(f"{self.folder}/{ROLE}.password", encoding="utf-8") as file:
            password = file.read().strip().replace("\\", "\\\\").replace(":", "\\:")
        passfile = f"{self.home.name}/pgpass"
        with open(os.open(passfile, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(f"127.0.0.1:*:*:{ROLE}:{password}\n")
        return {"PATH": os.environ["PATH"], "HOME": self.home.name, "PGPASSFILE": passfile, "LANG": "C.UTF-8",
                "TERM": "xterm-256color", "XDG_CONFIG_HOME": self.home.name, "XDG_RUNTIME_DIR": self.home.name}

    def admit_proxy(self):
        data = self.ask("SHOW data_directory")
        with open(f"{data}/pg_hba.conf", "a", encoding="utf-8") as file:
            file.write(f"\nhostssl all {ROLE} {proxy.CLIENT_ADDRESS}/32 scram-sha-256\n")
        self.ask("SELECT pg_reload_conf()")

    def ask(self, sql):
        socket = self.socket_folder()
        command = [PSQL, "-XAtqh", socket, "-p", str(self.port), "-U", "lab_admin", "-d", "orders", "-c", sql]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env={"LANG": "C.UTF-8"})
        return done.stdout.strip()

    def socket_folder(self):
        for name in os.listdir(self.folder):
            if os.path.exists(f"{self.folder}/{name}/.s.PGSQL.{self.port}"):
                return f"{self.folder}/{name}"
        raise SystemExit("the lab's server has no socket")

    def backend_of_client(self):
        """The oldest backend of whoever came through the proxy."""
        pid = self.ask("SELECT pid FROM pg_stat_activity WHERE client_addr = "
                       f"'{proxy.CLIENT_ADDRESS}' ORDER BY backend_start LIMIT 1")
        return int(pid) if pid else None

    def through(self, port):
        return self.url.replace(f":{self.port}/", f":{port}/")

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.home.cleanup()
