// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a replication slot is to its server. Pure; any thread.
#pragma once

#include "model/postgres/replication.h"

namespace lockmaster {

/// A standby's copy of a slot of its primary (17+): nobody streams from it, and it cannot be dropped there.
bool isCopy(const ReplicationSlot &slot);

/// Of a copy: a subscriber could go on from it after a failover. One that has not caught up yet is temporary.
bool isReadyCopy(const ReplicationSlot &slot);

/// It keeps WAL for somebody who streamed from it and does not now.
bool isLeft(const ReplicationSlot &slot);

/// WAL written since the place that its user has confirmed. restart_lsn, from which WAL is kept, follows that: of a
/// physical slot it is that, of a logical one it goes on in leaps.
std::optional<std::int64_t> behindBytes(const Replication &here, const ReplicationSlot &slot);

} // namespace lockmaster
