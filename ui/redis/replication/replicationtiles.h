// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers at the top of the Replication page of a Redis server, and what a replica's primary says of it.
#pragma once

#include <vector>

#include "model/redis/redis.h"
#include "model/finding.h"
#include "ui/charts/tiletext.h"

namespace lockmaster {

std::vector<TileText> replicationTiles(const Snapshot &snapshot, const std::vector<Finding> &findings);

/// What the primary, itself a target of the fleet, says about the replica; empty when it says nothing.
QString primaryWords(const Snapshot &replica, const Snapshot &primary);

} // namespace lockmaster
