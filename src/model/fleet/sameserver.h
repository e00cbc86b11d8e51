// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a Redis server, or a Sentinel, that another one names is a target of the fleet: the same server has one address
// in the fleet file, another one where it was reached, and a third that it announces to others. Pure; any thread.
#pragma once

#include <QStringList>

#include "model/snapshot.h"
#include "model/target.h"

namespace lockmaster {

/// "host:port" of a server in every way in which it is known, IPv6 in brackets: as the fleet file has it, as it was reached,
/// and as it announces itself (replica-announce-ip and -port, cluster-announce-… by its own row of CLUSTER NODES). Either may
/// be null.
QStringList addressesOf(const Target *target, const Snapshot *snapshot);

/// How one server speaks of another.
struct NamedServer {
    QString address; ///< "host:port"
    QString id = {}; ///< run_id of a Redis server, of a Sentinel its own id; empty: it is not told
};

bool isSameServer(const NamedServer &named, const Target *target, const Snapshot *snapshot);

} // namespace lockmaster
