// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PgBouncer in each trouble that a rule knows.
#pragma once

#include "trouble.h"

#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster::fixtures {

/// Pool "orders (web)" of ten server connections, with so many that are busy, of them some that log in.
inline PgBouncerState pooler(int busy, int login, std::chrono::microseconds longestWait, int waiting)
{
    PgBouncerState state;
    state.databases.resize(2);
    state.databases[0].name = u"orders"_s;
    state.databases[0].poolSize = 10;
    state.databases[1].name = u"reports"_s;
    PgBouncerPool pool;
    pool.database = u"orders"_s;
    pool.user = u"web"_s;
    pool.serversActive = busy - login;
    pool.serversLogin = login;
    pool.clientsWaiting = waiting;
    pool.longestWait = longestWait;
    state.pools = {pool};
    return state;
}

inline Snapshots bouncing(const PgBouncerState &state)
{
    Snapshot snapshot;
    snapshot.target = u"front"_s;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.link.address = u"10.0.0.1:6432"_s;
    snapshot.pgbouncer = std::make_shared<const PgBouncerState>(state);
    return alone(snapshot);
}

inline PgBouncerState stopped(PgBouncerState state, bool isFirst, bool isSecond)
{
    state.databases[0].isPaused = isFirst;
    state.databases[1].isDisabled = isSecond;
    return state;
}

/// PgBouncer tells no wait.
inline PgBouncerState waitingAtLogin()
{
    PgBouncerState state = pooler(0, 0, 0s, 4);
    state.serverNow = kNow;
    state.pools[0].waitingSince = kNow - 14s;
    return state;
}

inline void addPools(Troubles &all)
{
    PgBouncerState suspended = stopped(pooler(1, 0, 2s, 1), true, true);
    suspended.isSuspended = true;
    PgBouncerState pausedAll = pooler(1, 0, {}, 0);
    pausedAll.isPaused = true;
    PgBouncerState crowded = pooler(1, 0, {}, 0);
    crowded.lists[u"used_clients"_s] = 9998;
    crowded.settings[u"max_client_conn"_s].value = u"10000"_s;
    PgBouncerState two = pooler(12, 0, {}, 0);
    two.pools.push_back(two.pools.front());
    two.pools.back().user = u"job"_s;
    PgBouncerState large = pooler(9'999, 0, 1'999'999us, 20'000);
    large.databases[0].poolSize = 10'000;
    all.insert(
        all.end(),
        {
            {"a database is paused", &rules::poolPaused, bouncing(stopped(pooler(1, 0, 2s, 2), true, false))},
            {"a database is disabled", &rules::poolPaused, bouncing(stopped(pooler(1, 0, 2s, 2), false, true))},
            {"two are stopped", &rules::poolPaused, bouncing(stopped(pooler(1, 0, {}, 0), true, true))},
            {"suspended", &rules::poolPaused, bouncing(suspended)},
            {"all paused", &rules::poolPaused, bouncing(pausedAll)},
            {"a client waits", &rules::poolWaiting, bouncing(pooler(10, 0, 2'549'999us, 1))},
            {"all are busy but one", &rules::poolWaiting, bouncing(large)},
            {"logging in", &rules::poolWaiting, bouncing(pooler(2, 2, 2s, 7))},
            {"no server", &rules::poolWaiting, bouncing(pooler(0, 0, 2s, 7))},
            {"waiting at login", &rules::poolWaiting, bouncing(waitingAtLogin())},
            {"paused while they wait", &rules::poolWaiting, bouncing(stopped(pooler(10, 0, 2s, 7), true, false))},
            {"waiting while all is suspended", &rules::poolWaiting, bouncing(suspended)},
            {"clients run out", &rules::poolSaturated, bouncing(crowded)},
            {"two pools are full", &rules::poolSaturated, bouncing(two)},
        });
}

} // namespace lockmaster::fixtures
