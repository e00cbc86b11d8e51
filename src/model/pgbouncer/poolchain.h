// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way from a client through PgBouncer to the PostgreSQL backend that works for it, and back. Pure functions over
// what two servers said; each said it at a moment of its own, and a pooler gives a connection to another client in
// between.
#pragma once

#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/target.h"

namespace lockmaster {

/// The other half of a connection: of a client the server connection it uses now, of a server connection its client.
/// Null when it has none, or the other list was not read.
const PgBouncerSocket *otherHalf(const PgBouncerState &state, const PgBouncerSocket &socket);

/// The backend behind a server connection: the pid that PgBouncer was told, and the port it calls from (or a Unix
/// socket on both sides), so that the pid of another server is not taken for it. Null when there is none.
SessionPtr backendOf(const PgBouncerSocket &server, const PostgresState &state);

/// The server connection of PgBouncer that this session is the other end of; null when it is not PgBouncer's.
const PgBouncerSocket *connectionOf(const Session &session, const PgBouncerState &state);

/// Whether a database of PgBouncer is at the place where a target is: same port, and the same host or both this
/// machine.
bool isAt(const PgBouncerDatabase &database, const Target &target);

/// "10.0.0.7:51234", "unix"
QString placeText(const QString &host, int port);

} // namespace lockmaster
