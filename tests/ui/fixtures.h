// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots made by hand for tests of views: 200 sessions of a shop, one of which blocks others.
//
//   8123 billing, idle in transaction since 03:07:51, holds RowExclusiveLock on orders
//   ├ 8140 web waits        └ 8177 web waits behind it
//   └ 8151 report waits
// 8110 runs a query for 42 s with two parallel workers (8111, 8112). 8101 and 8102 are background processes.
#pragma once

#include <QString>
#include <chrono>
#include <memory>
#include <vector>

#include "model/snapshot.h"

#include "model/postgres/postgres.h"

namespace lockmaster::fixtures {

using namespace std::chrono_literals;

inline constexpr WallTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 3h + 12min + 7s};
inline const QString kTarget = QStringLiteral("orders-primary");
inline const QString kReadOnlyTarget = QStringLiteral("orders-replica");
inline const QString kHostile = QStringLiteral("<img src=/dev/zero><b>=1+1</b>\n\t\u202e");

inline Fleet fleet()
{
    Target primary{.name = kTarget,
                   .group = QStringLiteral("shop"),
                   .parameters = {{QStringLiteral("host"), QStringLiteral("10.0.0.5")}}};
    Target replica = primary;
    replica.name = kReadOnlyTarget;
    replica.readOnly = true;
    return {{primary, replica}};
}

inline Session session(int pid, const QString &application, SessionState state)
{
    Session session;
    session.key = {pid, kNow - 3h - std::chrono::seconds(pid % 500)};
    session.database = QStringLiteral("orders");
    session.user = application == u"report" ? QStringLiteral("analyst") : QStringLiteral("shop");
    session.application = application;
    session.client = QStringLiteral("10.0.1.%1").arg(pid % 7 + 10);
    session.clientPort = 40000 + pid;
    session.backendType = QStringLiteral("client backend");
    session.state = state;
    session.stateChange = kNow - std::chrono::seconds(pid % 97);
    session.queryStart = session.stateChange;
    session.encrypted = true;
    session.query = QStringLiteral("SELECT * FROM orders WHERE id = %1").arg(pid);
    if (state == SessionState::Idle) {
        session.waitEventType = QStringLiteral("Client");
        session.waitEvent = QStringLiteral("ClientRead");
    } else {
        session.transactionStart = session.queryStart;
    }
    return session;
}

inline Session waiter(int pid, const QString &application, std::chrono::seconds waited, const QString &query)
{
    Session session = fixtures::session(pid, application, SessionState::Active);
    session.stateChange = session.queryStart = session.transactionStart = kNow - waited;
    session.waitEventType = QStringLiteral("Lock");
    session.waitEvent = QStringLiteral("transactionid");
    session.query = query;
    return session;
}

inline Session rootBlocker()
{
    Session session = fixtures::session(8123, QStringLiteral("billing"), SessionState::IdleInTransaction);
    session.transactionStart = kNow - 4min - 20s;
    session.stateChange = kNow - 4min - 16s;
    session.backendXid = 774411;
    session.waitEventType = QStringLiteral("Client");
    session.waitEvent = QStringLiteral("ClientRead");
    session.query = QStringLiteral("UPDATE orders\n   SET state = 'billed', billed_at = now()\n WHERE id = 4711");
    return session;
}

inline Session longQuery()
{
    Session session = fixtures::session(8110, QStringLiteral("report"), SessionState::Active);
    session.stateChange = session.queryStart = session.transactionStart = kNow - 42s;
    session.waitEventType = QStringLiteral("IO");
    session.waitEvent = QStringLiteral("DataFileRead");
    session.backendXmin = 774300;
    session.query = QStringLiteral("SELECT customer, sum(total)\n  FROM order_lines\n GROUP BY customer -- by month");
    return session;
}

inline Session worker(int pid)
{
    Session session = longQuery();
    session.key.pid = pid;
    session.leaderPid = 8110;
    session.backendType = QStringLiteral("parallel worker");
    return session;
}

inline Session background(int pid, const QString &type)
{
    Session session;
    session.key = {pid, kNow - 41h};
    session.backendType = type;
    session.waitEventType = QStringLiteral("Activity");
    session.waitEvent = QStringLiteral("CheckpointerMain");
    return session;
}

inline Session sessionOfPid(int pid)
{
    switch (pid) {
    case 8101: return background(pid, QStringLiteral("checkpointer"));
    case 8102: return background(pid, QStringLiteral("walwriter"));
    case 8110: return longQuery();
    case 8111:
    case 8112: return worker(pid);
    case 8123: return rootBlocker();
    case 8140:
        return waiter(pid, QStringLiteral("web"), 242s,
                      QStringLiteral("UPDATE orders SET state = 'paid' WHERE id = 4711"));
    case 8151:
        return waiter(pid, QStringLiteral("report"), 72s, QStringLiteral("ALTER TABLE orders ADD COLUMN note text"));
    case 8177:
        return waiter(pid, QStringLiteral("web"), 230s,
                      QStringLiteral("UPDATE order_lines SET n = n + 1 WHERE id = 9"));
    default:
        return session(pid, pid % 3 ? QStringLiteral("web") : QStringLiteral("worker"),
                       pid % 5 ? SessionState::Idle : SessionState::Active);
    }
}

inline LockWait wait(int pid, std::vector<int> blockers, const QString &mode, std::chrono::seconds waited)
{
    return {.pid = pid,
            .lockType = QStringLiteral("relation"),
            .mode = mode,
            .object = QStringLiteral("relation 16401 %1").arg(blockers.front()),
            .relationOid = 16401,
            .relation = QStringLiteral("orders"),
            .waitStart = kNow - waited,
            .blockers = std::move(blockers)};
}

/// `sessions` of them, pids from 8101 on; the tree when there are enough.
inline PostgresState state(int sessions = 200)
{
    PostgresState state;
    state.serverNow = kNow;
    state.identity.version = QStringLiteral("17.2");
    state.identity.versionNumber = 170002;
    state.settings.maxConnections = 300;
    for (int pid = 8101; pid < 8101 + sessions; ++pid)
        state.sessions.push_back(std::make_shared<const Session>(sessionOfPid(pid)));
    if (sessions >= 77) {
        state.lockWaits = {wait(8140, {8123}, QStringLiteral("ShareLock"), 242s),
                           wait(8151, {8123}, QStringLiteral("AccessExclusiveLock"), 72s),
                           wait(8177, {8140}, QStringLiteral("ShareLock"), 230s)};
        state.heldLocks = {
            {8123, QStringLiteral("relation"), QStringLiteral("RowExclusiveLock"), QStringLiteral("orders")}};
    }
    state.forest = lockForest(state.lockWaits, kNow);
    state.headroom = headroom(state.sessions, state.settings);
    return state;
}

inline Snapshot live(PostgresState state, std::chrono::seconds after = 0s, const QString &target = kTarget)
{
    Snapshot snapshot;
    snapshot.target = target;
    snapshot.sequence = static_cast<std::uint64_t>(after.count()) + 1;
    snapshot.taken = snapshot.dataTaken = {kNow + after, SteadyTime{after}};
    snapshot.link.phase = LinkPhase::Live;
    snapshot.link.since = kNow - 1h;
    state.serverNow = kNow + after;
    snapshot.samples = {{QStringLiteral("lockmaster_connections_used"), static_cast<double>(state.sessions.size())}};
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    return snapshot;
}

/// The connection of `before` has broken; its data is still there.
inline Snapshot blind(const Snapshot &before, std::chrono::seconds after)
{
    Snapshot snapshot = before;
    ++snapshot.sequence;
    snapshot.taken = {kNow + after, SteadyTime{after}};
    snapshot.samples.clear();
    snapshot.link.phase = LinkPhase::Broken;
    snapshot.link.rung = Rung::Tcp;
    snapshot.link.since = kNow + after;
    snapshot.link.nextAttempt = kNow + after + 2s;
    snapshot.link.error = Error{.kind = ErrorKind::Timeout, .text = {}, .detail = kHostile, .target = before.target};
    return snapshot;
}

inline SnapshotPtr share(Snapshot snapshot)
{
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

/// The same state with one session changed.
template <class Change>
PostgresState changed(PostgresState state, int pid, Change change)
{
    for (SessionPtr &session : state.sessions) {
        if (session->key.pid == pid) {
            Session copy = *session;
            change(copy);
            session = std::make_shared<const Session>(std::move(copy));
        }
    }
    return state;
}

inline PostgresState without(PostgresState state, int pid)
{
    std::erase_if(state.sessions, [pid](const SessionPtr &session) { return session->key.pid == pid; });
    return state;
}

/// Every text of every session is hostile.
inline PostgresState hostile()
{
    PostgresState state = fixtures::state(90);
    for (SessionPtr &session : state.sessions) {
        Session copy = *session;
        for (QString *text :
             {&copy.database, &copy.user, &copy.application, &copy.client, &copy.waitEvent, &copy.query})
            *text = kHostile;
        session = std::make_shared<const Session>(std::move(copy));
    }
    for (LockWait &wait : state.lockWaits)
        wait.relation = wait.mode = wait.lockType = kHostile;
    for (HeldLock &held : state.heldLocks)
        held.relation = held.mode = kHostile;
    return state;
}

} // namespace lockmaster::fixtures
