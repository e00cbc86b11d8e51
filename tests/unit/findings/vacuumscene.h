// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL server on which something holds vacuum back, or which reads and writes much, made by hand.
#pragma once

#include "postgresscene.h"

#include "model/postgres/checkpoints.h"
#include "model/postgres/progress.h"
#include "model/postgres/replication.h"
#include "model/postgres/wraparound.h"

namespace lockmaster::fixtures {

inline constexpr std::uint32_t kNext = 5'000'000;

struct VacuumScene {
    std::vector<Session> sessions;
    std::vector<PreparedTransaction> prepared;
    Replication replication;
    std::vector<CommandProgress> work;
    std::optional<Checkpoints> checkpoints;
    std::optional<double> transactionsPerSecond;
    std::vector<Sample> samples;

    [[nodiscard]] Snapshot snapshot() const
    {
        Snapshot snapshot = PostgresScene{.sessions = sessions, .prepared = prepared, .samples = samples}.snapshot();
        PostgresState state = *snapshot.postgres;
        state.nextTransaction = kNext;
        state.identity.canSeeAll = true;
        state.identity.inRecovery = replication.inRecovery;
        state.databases = {{.oid = 16384, .name = u"orders"_s}, {.oid = 16385, .name = u"reports"_s}};
        state.settings.values = {{u"work_mem"_s, u"4MB"_s}, {u"shared_buffers"_s, u"128MB"_s}};
        state.replication = std::make_shared<const Replication>(replication);
        state.work = std::make_shared<const WorkInProgress>(work);
        if (checkpoints)
            state.checkpoints = std::make_shared<const Checkpoints>(*checkpoints);
        if (transactionsPerSecond)
            state.wraparound =
                std::make_shared<const Wraparound>(Wraparound{.transactionsPerSecond = transactionsPerSecond});
        snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
        return snapshot;
    }
    [[nodiscard]] std::vector<Finding> found() const { return findings(snapshot()); }
};

/// A session that sees rows as they were so many transactions ago, for so long.
inline Session seeing(int pid, std::uint32_t transactions, std::chrono::microseconds held,
                      SessionState state = SessionState::IdleInTransaction)
{
    Session one = session(pid, state);
    one.backendXmin = kNext - transactions;
    one.transactionStart = kNow - held;
    return one;
}

inline PreparedTransaction preparedBefore(std::uint32_t transactions, std::chrono::microseconds held)
{
    return {u"transfer-'7"_s, u"billing"_s, u"orders"_s, kNow - held, kNext - transactions, {}};
}

inline ReplicationSlot keepingRows(const QString &name, std::int64_t transactions, int activePid = 0)
{
    ReplicationSlot slot;
    slot.name = name;
    slot.activePid = activePid;
    slot.isActive = activePid != 0;
    slot.walStatus = u"reserved"_s;
    slot.xminAge = slot.rowXminAge = transactions;
    return slot;
}

/// A process that sends to a standby whose queries see rows as they were so many transactions ago.
inline void addStandby(VacuumScene &scene, int pid, const QString &name, std::optional<std::uint32_t> transactions)
{
    Session sender = session(pid, SessionState::Active);
    sender.backendType = u"walsender"_s;
    sender.databaseOid = 0;
    sender.database.clear();
    sender.application = name;
    sender.queryStart.reset();
    if (transactions)
        sender.backendXmin = kNext - *transactions;
    scene.sessions.push_back(sender);
    WalSender told;
    told.pid = pid;
    told.application = name;
    told.state = u"streaming"_s;
    scene.replication.senders.push_back(told);
}

inline Checkpoints checkpointsBy(std::int64_t requested, std::int64_t timed, std::int64_t walBytes)
{
    Checkpoints all;
    all.maxWalSize = 1LL << 30;
    all.timeout = 300s;
    all.recent = {.since = kNow - 12min, .span = 12min, .timed = timed, .requested = requested, .walBytes = walBytes};
    return all;
}

/// rate(…[1m]) of a counter of the database orders.
inline Sample minuteRate(const QString &counter, double perSecond)
{
    return {u"rate(%1{datid=\"16384\",datname=\"orders\"}[1m])"_s.arg(counter), perSecond};
}

inline VacuumScene reading(double hits, double reads)
{
    VacuumScene scene;
    scene.sessions = {session(7, SessionState::Active)};
    scene.samples = {minuteRate(u"pg_stat_database_blks_hit"_s, hits),
                     minuteRate(u"pg_stat_database_blks_read"_s, reads)};
    return scene;
}

inline VacuumScene spilling(double bytesPerSecond, int sessions)
{
    VacuumScene scene;
    scene.samples = {minuteRate(u"pg_stat_database_temp_bytes"_s, bytesPerSecond)};
    for (int pid = 1; pid <= sessions; ++pid) {
        scene.sessions.push_back(session(pid, SessionState::Active, u"SELECT * FROM orders ORDER BY note"_s));
        scene.sessions.back().waitEventType = u"IO"_s;
        scene.sessions.back().waitEvent = u"BufFileWrite"_s;
    }
    return scene;
}

} // namespace lockmaster::fixtures
