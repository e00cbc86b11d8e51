// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The list of scenes: a new one is a file beside this and a line here.
#include "lab/scenes/plays.h"
#include "lab/scenes/scene.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

const std::vector<SceneKind> &sceneKinds()
{
    static const std::vector<SceneKind> kinds = {
        {u"blocking-chain"_s, u"three deep; SIZE sessions wait in all"_s, 40, playBlockingChain},
        {u"hot-row"_s, u"SIZE sessions behind one locked row"_s, 100, playHotRow},
        {u"ddl-queue"_s, u"ALTER TABLE waits for a reader, SIZE queries wait behind it"_s, 20, playDdlQueue},
        {u"idle-in-transaction"_s, u"SIZE sessions hold locks and do nothing"_s, 3, playIdleInTransaction},
        {u"long-query"_s, u"SIZE reports that do not end"_s, 1, playLongQuery},
        {u"prepared-transaction"_s, u"a forgotten one, SIZE sessions behind it"_s, 5, playPreparedTransaction},
        {u"too-many-clients"_s, u"every connection slot taken, SIZE more refused"_s, 5, playTooManyClients},
        {u"deadlock"_s, u"SIZE pairs that deadlock again and again"_s, 1, playDeadlock},
        {u"crowd"_s, u"SIZE sessions: 5 % blocked, 10 % idle in transaction, 1 % active, else idle"_s, 200, playCrowd},
        {u"leak-of-idle-connections"_s, u"SIZE sessions idle and forgotten, more all the time"_s, 20,
         playLeakOfIdleConnections},
        {u"dead-rows"_s, u"a table of SIZE rows without autovacuum, a third of them deleted"_s, 90'000, playDeadRows},
        {u"index-invalid"_s, u"a unique index on SIZE rows was not finished"_s, 20'000, playIndexInvalid},
        {u"index-missing"_s, u"a table of SIZE rows is read in full again and again"_s, 200'000, playIndexMissing},
        {u"sequence-near-end"_s, u"a serial column of which SIZE % of the numbers are used"_s, 93, playSequenceNearEnd},
        {u"pool-waiting"_s, u"PgBouncer's pool is taken, SIZE clients wait"_s, 15, playPoolWaiting, LabPart::PgBouncer},
        {u"pool-behind-lock"_s, u"PgBouncer's pool waits for a row on the server, SIZE clients wait"_s, 10,
         playPoolBehindLock, LabPart::PgBouncer},
        {u"pool-paused"_s, u"PgBouncer was paused, SIZE clients wait"_s, 5, playPoolPaused, LabPart::PgBouncer},
        {u"pgbouncer-descriptors"_s, u"PgBouncer takes connections and does not answer"_s, 1, playPgBouncerDescriptors,
         LabPart::PgBouncer},
        {u"replication-lag"_s, u"a standby replays late, SIZE kB of WAL a second"_s, 1000, playReplicationLag,
         LabPart::Standbys},
        {u"standby-gone"_s, u"a standby was shut down"_s, 1, playStandbyGone, LabPart::Standbys},
        {u"slot-inactive"_s, u"a slot of nobody keeps WAL, SIZE kB a second"_s, 2000, playSlotInactive,
         LabPart::Standbys},
        {u"replay-paused"_s, u"a standby's replay was paused, SIZE kB of WAL a second"_s, 200, playReplayPaused,
         LabPart::Standbys},
        {u"two-primaries"_s, u"a standby was promoted beside the primary"_s, 1, playTwoPrimaries, LabPart::Standbys},
        {u"sync-standby-gone"_s, u"SIZE commits wait for a standby that is gone"_s, 5, playSyncStandbyGone,
         LabPart::Standbys},
        {u"vacuum-horizon"_s, u"a slot of nobody keeps the dead rows of SIZE thousand transactions"_s, 25,
         playVacuumHorizon, LabPart::Standbys},
        {u"checkpoint-pressure"_s, u"max_wal_size is too small for SIZE kB of WAL a second"_s, 16'000,
         playCheckpointPressure},
        {u"temp-spill"_s, u"SIZE reports sort on disk"_s, 2, playTempSpill},
        {u"cache-low"_s, u"SIZE clients read a table larger than shared buffers, again and again"_s, 2, playCacheLow},
        {u"redis-memory-full"_s, u"no memory left, SIZE writes a second"_s, 4000, playRedisMemoryFull, LabPart::Redis},
        {u"redis-evicting"_s, u"a cache too small for SIZE writes a second"_s, 1000, playRedisEvicting, LabPart::Redis},
        {u"hit-rate-collapse"_s, u"a cache was emptied, SIZE reads a second"_s, 500, playHitRateCollapse,
         LabPart::Redis},
        {u"redis-busy-script"_s, u"a script without end"_s, 1, playRedisBusyScript, LabPart::Redis},
        {u"redis-loading"_s, u"a restart with SIZE keys at 3 ms each"_s, 10'000, playRedisLoading, LabPart::Redis},
        {u"replica-link-down"_s, u"the replica may not log in to its primary"_s, 1, playReplicaLinkDown,
         LabPart::Redis},
        {u"sentinel-tilt"_s, u"a Sentinel stood still, for 30 s it does nothing"_s, 1, playSentinelTilt,
         LabPart::Sentinel},
        {u"sentinel-no-quorum"_s, u"two of three Sentinels are gone"_s, 1, playSentinelNoQuorum, LabPart::Sentinel},
        {u"cluster-slot-uncovered"_s, u"a master of the cluster and its replica are gone"_s, 1,
         playClusterSlotUncovered, LabPart::Cluster},
    };
    return kinds;
}

} // namespace lockmaster
