// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which target streams from which, as far as both ends say it. Pure; any thread.
#pragma once

#include "diagnosis/rule.h"
#include "model/postgres/replication.h"

namespace lockmaster {

struct Upstream {
    const Snapshot *snapshot = nullptr;
    const WalSender *sender = nullptr; ///< there
};

struct Follower {
    const Snapshot *standby = nullptr;
    Upstream upstream;
};

/// The standbys of `all` whose upstream is among them; null snapshots are left out. A standby is known at its upstream
/// by its slot, its name or its address; or by being the only one left there, where it tells that it streams from that
/// server. What is pointed to is of `all`.
std::vector<Follower> followersOf(const Snapshots &all);

/// The one live primary of the same system on the same timeline; null when there is none, or several.
const Snapshot *primaryOf(const Snapshot &standby, const Snapshots &all);

} // namespace lockmaster
