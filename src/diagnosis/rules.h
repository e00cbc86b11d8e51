// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules behind findings(): each has a file of its own and looks for one thing. A rule that speaks of sessions is
// given snapshots with data only (`snapshot.postgres` is not null and is of now), one of pools likewise with
// `snapshot.pgbouncer`, of Redis with `snapshot.redis`, of a Sentinel with `snapshot.sentinel`.
#pragma once

#include <vector>

#include "diagnosis/thresholds.h"
#include "model/finding.h"
#include "model/snapshot.h"

namespace lockmaster {

using Findings = std::vector<Finding>;

Findings findUnreachable(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findStarting(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findHidden(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findConnectionsExhausted(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findBlocked(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findDdlQueue(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findPrepared(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findDeadlocks(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findIdleTransactions(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findLongQueries(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findPoolWaiting(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findPoolSaturated(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findPgBouncerFull(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findPoolPaused(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findConnectionLeaks(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findSyncWait(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findReplicationBroken(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findReplicationSlots(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findReplicationLag(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findReplayPaused(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findConflicts(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findWraparound(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findArchiveFailing(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisLoading(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisBusy(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisMemory(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisEvicting(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisHitRate(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisClients(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisFull(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisReplication(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisPersistence(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisCluster(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findRedisFragmentation(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findSentinelPrimary(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findSentinelQuorum(const Snapshot &snapshot, const Thresholds &thresholds);
Findings findSentinelTilt(const Snapshot &snapshot, const Thresholds &thresholds);

} // namespace lockmaster
