// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL target made by hand, as the engine would publish it, and what is found there.
#pragma once

#include "diagnosis/diagnosis.h"

#include "model/postgres/postgres.h"

#include <QStringList>

#include <algorithm>

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline constexpr ServerTime kNow{1'795'000'000s};

inline Session session(int pid, SessionState state, const QString &query = u"SELECT 1"_s)
{
    Session one;
    one.key = {pid, kNow - 1h - std::chrono::seconds(pid)};
    one.databaseOid = 16384;
    one.userOid = 10;
    one.database = u"orders"_s;
    one.user = u"billing"_s;
    one.application = u"billing-worker"_s;
    one.client = u"10.0.0.7"_s;
    one.backendType = u"client backend"_s;
    one.state = state;
    one.queryStart = kNow - 2s;
    one.stateChange = kNow - 2s;
    one.query = query;
    return one;
}

inline LockWait wait(int pid, std::vector<int> blockers, std::chrono::seconds waited,
                     const QString &mode = u"ShareLock"_s)
{
    LockWait one;
    one.pid = pid;
    one.lockType = mode == u"ShareLock" ? u"transactionid"_s : u"relation"_s;
    one.mode = mode;
    one.object = one.lockType + u":1"_s;
    one.relation = u"orders"_s;
    one.waitStart = kNow - waited;
    one.blockers = std::move(blockers);
    return one;
}

/// Sessions may be given in any order.
struct PostgresScene {
    std::vector<Session> sessions;
    std::vector<LockWait> waits;
    std::vector<PreparedTransaction> prepared;
    std::vector<Sample> samples;
    std::vector<QString> hidden;
    int maxConnections = 100;

    [[nodiscard]] Snapshot snapshot() const
    {
        PostgresState state;
        state.serverNow = kNow;
        state.settings.maxConnections = maxConnections;
        state.settings.superuserReserved = 3;
        for (const Session &one : sessions)
            state.sessions.push_back(std::make_shared<const Session>(one));
        std::ranges::sort(state.sessions, {}, [](const SessionPtr &one) { return one->key; });
        state.lockWaits = waits;
        state.preparedTransactions = prepared;
        state.forest = lockForest(waits, kNow);
        state.headroom = headroom(state.sessions, state.settings);
        Snapshot snapshot;
        snapshot.target = u"orders-primary"_s;
        snapshot.link.phase = LinkPhase::Live;
        snapshot.samples = samples;
        snapshot.hidden = hidden;
        snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
        return snapshot;
    }

    [[nodiscard]] std::vector<Finding> found() const { return findings(snapshot()); }
};

inline QStringList ids(const std::vector<Finding> &all)
{
    QStringList list;
    std::ranges::transform(all, std::back_inserter(list), &Finding::id);
    return list;
}

/// `size` sessions behind session 100, which is idle in a transaction.
inline PostgresScene hotRow(int size, std::chrono::seconds waited)
{
    PostgresScene scene;
    scene.maxConnections = 1000;
    Session root = session(100, SessionState::IdleInTransaction, u"UPDATE orders SET total = 41 WHERE name = 'Ada'"_s);
    root.transactionStart = kNow - 120s;
    scene.sessions.push_back(root);
    std::vector<int> ahead{100};
    for (int pid = 101; pid <= 100 + size; ++pid) {
        Session victim = session(pid, SessionState::Active, u"UPDATE orders SET total = 1"_s);
        victim.waitEventType = u"Lock"_s;
        scene.sessions.push_back(victim);
        scene.waits.push_back(wait(pid, ahead, waited));
        ahead.push_back(pid);
    }
    return scene;
}

} // namespace lockmaster::fixtures
