// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The servers that one server names: nodes of a cluster, a primary and its replicas, everything a Sentinel watches. To be
// offered, never added unasked. Pure; any thread.
#pragma once

#include <vector>

#include "model/snapshot.h"
#include "model/target.h"

namespace lockmaster {

/// Each other server that the snapshot of `seed` names, once, in the order named, without `seed` itself; named after its
/// address. It is as the seed is (group, environment, labels, TLS, login), but a Sentinel's login is not that of the
/// servers it watches: those have none. Addresses are as the servers announce them, which may not be how they are
/// reached from here.
std::vector<Target> discovered(const Target &seed, const Snapshot &snapshot);

/// A cluster without tls-cluster tells its nodes' plain ports, also to who reached one by its TLS port: those of the others
/// are then not known, and what was discovered is not to be reached as the seed is. Told from the node's own row, which
/// has another port than the one reached.
bool tellsPlainPorts(const Snapshot &snapshot);

} // namespace lockmaster
