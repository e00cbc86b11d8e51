// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plays that the registry names; each has a file of its own.
#pragma once

#include "lab/scenes/stage.h"

namespace lockmaster {

Result<void> playBlockingChain(Stage &stage);
Result<void> playCacheLow(Stage &stage);
Result<void> playCheckpointPressure(Stage &stage);
Result<void> playClusterSlotUncovered(Stage &stage);
Result<void> playCrowd(Stage &stage);
Result<void> playDdlQueue(Stage &stage);
Result<void> playDeadRows(Stage &stage);
Result<void> playDeadlock(Stage &stage);
Result<void> playHitRateCollapse(Stage &stage);
Result<void> playHotRow(Stage &stage);
Result<void> playIdleInTransaction(Stage &stage);
Result<void> playIndexInvalid(Stage &stage);
Result<void> playIndexMissing(Stage &stage);
Result<void> playLeakOfIdleConnections(Stage &stage);
Result<void> playLongQuery(Stage &stage);
Result<void> playPgBouncerDescriptors(Stage &stage);
Result<void> playPoolBehindLock(Stage &stage);
Result<void> playPoolPaused(Stage &stage);
Result<void> playPoolWaiting(Stage &stage);
Result<void> playPreparedTransaction(Stage &stage);
Result<void> playRedisBusyScript(Stage &stage);
Result<void> playRedisEvicting(Stage &stage);
Result<void> playRedisLoading(Stage &stage);
Result<void> playRedisMemoryFull(Stage &stage);
Result<void> playReplayPaused(Stage &stage);
Result<void> playReplicaLinkDown(Stage &stage);
Result<void> playReplicationLag(Stage &stage);
Result<void> playSentinelNoQuorum(Stage &stage);
Result<void> playSentinelTilt(Stage &stage);
Result<void> playSequenceNearEnd(Stage &stage);
Result<void> playSlotInactive(Stage &stage);
Result<void> playStandbyGone(Stage &stage);
Result<void> playSyncStandbyGone(Stage &stage);
Result<void> playTempSpill(Stage &stage);
Result<void> playTooManyClients(Stage &stage);
Result<void> playTwoPrimaries(Stage &stage);
Result<void> playVacuumHorizon(Stage &stage);

} // namespace lockmaster
