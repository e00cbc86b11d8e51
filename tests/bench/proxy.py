# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy that counts what passes, and when refreshes begin: the same yardstick for every client.

It connects to the server from 127.0.0.2, so that pg_activity takes the server for a remote one, as the others do:
on what it thinks is its own host it also reads /proc of every backend and costs more.
"""

import selectors
import socket
import threading
import time

CLIENT_ADDRESS = "127.0.0.2"
QUIET = 0.3  # seconds without traffic; what the client sends after that is a new refresh
CHUNK = 1 << 18


class CountingProxy(threading.Thread):
    def __init__(self, port):
        super().__init__(daemon=True)
        self.upstream = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listener, selectors.EVENT_READ)
        self.bytes = 0  # both directions, with TLS, without TCP
        self.begun = []  # when each refresh began, monotonic
        self.last = 0.0
        self.start()

    def run(self):
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is self.listener:
                    self.accept()
                else:
                    self.pass_on(key.fileobj, *key.data)

    def accept(self):
        client, _ = self.listener.accept()
        server = socket.create_connection(("127.0.0.1", self.upstream), source_address=(CLIENT_ADDRESS, 0))
        for one in (client, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.selector.register(client, selectors.EVENT_READ, (server, True))
        self.selector.register(server, selectors.EVENT_READ, (client, False))

    def pass_on(self, source, target, from_client):
        try:
            data = source.recv(CHUNK)
            if data:
                self.count(len(data), from_client)
                target.sendall(data)
                return
        except OSError:
            pass
        for end in (source, target):
            try:
                self.selector.unregister(end)
            except (KeyError, ValueError):
                pass
            end.close()

    def count(self, size, from_client):
        now = time.monotonic()
        if from_client and now - self.last > QUIET:
            self.begun.append(now)
        self.last = now
        self.bytes += size

    def wait_for(self, refreshes, patience):
        """Until so many refreshes have begun in all and the last is over; False when that takes too long."""
        end = time.monotonic() + patience
        while len(self.begun) < refreshes or time.monotonic() - self.last < QUIET:
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True
