// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All rules there are. A new one is a file with its record at the end, and one line here.
#pragma once

#include <span>

#include "diagnosis/rule.h"

// Of the same severity, what stands first here is shown first.
#define LOCKMASTER_RULES(RULE)                                                                                         \
    RULE(targetUnreachable)                                                                                            \
    RULE(targetStarting)                                                                                               \
    RULE(targetUnread)                                                                                                 \
    RULE(connectionsRefused)                                                                                           \
    RULE(pgBouncerRefuses)                                                                                             \
    RULE(redisRefuses)                                                                                                 \
    RULE(lockBlocked)                                                                                                  \
    RULE(replicationSyncWait)                                                                                          \
    RULE(lockDdlQueue)                                                                                                 \
    RULE(lockPrepared)                                                                                                 \
    RULE(connectionsExhausted)                                                                                         \
    RULE(connectionLeak)                                                                                               \
    RULE(replicationBroken)                                                                                            \
    RULE(replicationSlots)                                                                                             \
    RULE(replicationLate)                                                                                              \
    RULE(replicationPaused)                                                                                            \
    RULE(replicationConflicts)                                                                                         \
    RULE(clockSkew)                                                                                                    \
    RULE(wraparound)                                                                                                   \
    RULE(sequenceExhausted)                                                                                            \
    RULE(vacuumHorizon)                                                                                                \
    RULE(archiveFailing)                                                                                               \
    RULE(lockDeadlocks)                                                                                                \
    RULE(transactionIdle)                                                                                              \
    RULE(queryLong)                                                                                                    \
    RULE(checkpointPressure)                                                                                           \
    RULE(tempSpill)                                                                                                    \
    RULE(cacheLow)                                                                                                     \
    RULE(poolPaused)                                                                                                   \
    RULE(poolWaiting)                                                                                                  \
    RULE(poolSaturated)                                                                                                \
    RULE(redisBusy)                                                                                                    \
    RULE(redisLoading)                                                                                                 \
    RULE(redisCluster)                                                                                                 \
    RULE(redisReplication)                                                                                             \
    RULE(redisMemory)                                                                                                  \
    RULE(redisPersistence)                                                                                             \
    RULE(redisClients)                                                                                                 \
    RULE(redisClientOutput)                                                                                            \
    RULE(redisEvicting)                                                                                                \
    RULE(redisHitRate)                                                                                                 \
    RULE(redisFragmentation)                                                                                           \
    RULE(redisRestarted)                                                                                               \
    RULE(redisClock)                                                                                                   \
    RULE(sentinelPrimary)                                                                                              \
    RULE(sentinelQuorum)                                                                                               \
    RULE(sentinelTilt)                                                                                                 \
    RULE(deadRows)                                                                                                     \
    RULE(indexInvalid)                                                                                                 \
    RULE(indexMissing)                                                                                                 \
    RULE(inTemplate)                                                                                                   \
    RULE(pendingRestart)                                                                                               \
    RULE(sessionsUntracked)                                                                                            \
    RULE(postgresRestarted)                                                                                            \
    RULE(indexUnused)                                                                                                  \
    RULE(sentinelDegraded)                                                                                             \
    RULE(postgresHidden)                                                                                               \
    RULE(redisHidden)                                                                                                  \
    RULE(sentinelHidden)                                                                                               \
    RULE(twoPrimaries)                                                                                                 \
    RULE(replayPausedBy)                                                                                               \
    RULE(behindPause)                                                                                                  \
    RULE(redisReplicaLogin)                                                                                            \
    RULE(poolIdle)                                                                                                     \
    RULE(sentinelDissent)

namespace lockmaster {

namespace rules {
#define LOCKMASTER_DECLARE_RULE(name) extern const Rule name;
LOCKMASTER_RULES(LOCKMASTER_DECLARE_RULE)
#undef LOCKMASTER_DECLARE_RULE
} // namespace rules

std::span<const Rule *const> allRules();

/// What rules can look at in a snapshot.
RuleInput inputOf(const Snapshot &snapshot);

/// The record of a finding's id; null when no rule of this version has it, as in a file of a later one. Of two rules
/// with one id the one that comes first.
const Rule *ruleOf(const QString &findingId);

} // namespace lockmaster
