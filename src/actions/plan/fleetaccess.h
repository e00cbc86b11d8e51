// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The ways of an action to the servers of the fleet: to its target, more than once if need be, and to those that its target
// names by their address.
#pragma once

#include <QCoroTask>
#include <functional>
#include <stop_token>
#include <vector>

#include "link/linklender.h"
#include "model/linkstate.h"
#include "model/target.h"

namespace lockmaster {

/// Targets that take writes for the same system as this one: a split brain, as the newest data of the fleet shows it. Who
/// has no data of the others yet looks at them first, which may take seconds.
using OtherPrimaries = std::function<QCoro::Task<QStringList>(QString target, std::stop_token stop)>;

struct FleetAccess {
    std::vector<Target> targets;
    LinkLender lend;
    OtherPrimaries otherPrimaries = {};
};

/// Null when the fleet has none of this name.
const Target *findTarget(const FleetAccess &fleet, const QString &name);

/// Targets of this kind that may be the server at "host:port": same port, and a host that is the same word, or a name
/// where the other is an address. Whether a connection went there is seen once it is open, by wentTo().
std::vector<Target> targetsAt(const FleetAccess &fleet, ServerKind kind, const QString &host, int port);

/// Whether the open connection of this target, whose state this is, leads to "host:port": by the very words of the fleet
/// file, or by the address that answered. A name that nobody has looked up leads nowhere.
bool wentTo(const Target &target, const LinkState &state, const QString &host, int port);

} // namespace lockmaster
