// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tracer over the fleet: which PostgreSQL session works for a client of PgBouncer, and which client is behind a
// session. Pure functions over the snapshots of the moment shown.
#pragma once

#include <QString>
#include <functional>

#include "model/pgbouncer/poolchain.h"
#include "model/snapshot.h"

namespace lockmaster {

using ShownSnapshot = std::function<SnapshotPtr(const QString &target)>;

struct BackendTrace {
    QString target;     ///< where the backend runs; empty: at no target of the fleet
    SessionPtr session; ///< null: the target is at that place, and has no such session at this moment
};

/// From a server connection to its backend: first at targets at the place its database points to, then at all others,
/// which may be known by another name.
BackendTrace traceBackend(const PgBouncerState &state, const PgBouncerSocket &server, const Fleet &fleet,
                          const ShownSnapshot &shown);

struct ClientTrace {
    QString target; ///< the PgBouncer; empty: the session is of none of the fleet
    PgBouncerSocket server;
    std::optional<PgBouncerSocket> client; ///< empty: nobody uses the connection at this moment
    ServerTime taken{};                    ///< when PgBouncer said so
};

/// From a session to the client behind it.
ClientTrace traceClient(const Session &session, const Fleet &fleet, const ShownSnapshot &shown);

} // namespace lockmaster
