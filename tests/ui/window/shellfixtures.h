// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots for tests of the whole window: a quarter of an hour of samples, many victims, a prepared transaction.
#pragma once

#include <cmath>

#include "harness/observed.h"
#include "fixtures.h"
#include "watch/momentbus.h"

namespace lockmaster::fixtures {

/// On the clocks of this run: data that is to be taken for now.
inline Snapshot fresh(Snapshot snapshot)
{
    snapshot.taken = snapshot.dataTaken = systemClock().now();
    return snapshot;
}

/// `victims` sessions wait for 8123, one after the other having asked; an ALTER TABLE is the second.
inline PostgresState blockedState(int victims)
{
    PostgresState made = state(60);
    made.sessions.push_back(std::make_shared<const Session>(rootBlocker()));
    for (int i = 0; i < victims; ++i) {
        const int pid = 9000 + i;
        const auto waited = std::chrono::seconds(240 - i);
        made.sessions.push_back(std::make_shared<const Session>(
            waiter(pid, i == 1 ? QStringLiteral("report") : QStringLiteral("web"), waited,
                   QStringLiteral("UPDATE orders SET state = 'paid' WHERE id = %1").arg(4711 + i))));
        made.lockWaits.push_back(
            wait(pid, {8123}, i == 1 ? QStringLiteral("AccessExclusiveLock") : QStringLiteral("ShareLock"), waited));
    }
    made.heldLocks = {{8123, QStringLiteral("relation"), QStringLiteral("RowExclusiveLock"), QStringLiteral("orders")}};
    made.identity.started = kNow - std::chrono::days(41) - 3h;
    made.forest = lockForest(made.lockWaits, kNow);
    made.headroom = headroom(made.sessions, made.settings);
    return made;
}

inline PreparedTransaction prepared(const QString &gid)
{
    return {gid,
            QStringLiteral("shop"),
            QStringLiteral("orders"),
            kNow - 2h,
            4711,
            {{0, QStringLiteral("relation"), QStringLiteral("RowExclusiveLock"), QStringLiteral("orders")}}};
}

inline QString ofState(const QString &name)
{
    return QStringLiteral("lockmaster_sessions{state=\"%1\"}").arg(name);
}

/// Waves, with a spike of waits for locks at the end.
inline std::vector<Sample> samples(int second, int blocked)
{
    const double wave = std::sin(second / 40.0);
    std::vector<Sample> made{
        {ofState(QStringLiteral("active")), 12 + std::round(4 * wave) + blocked},
        {ofState(QStringLiteral("idle")), 40 - std::round(6 * wave)},
        {ofState(QStringLiteral("idle in transaction")), blocked > 0 ? 3.0 : 1.0},
        {ofState(QStringLiteral("idle in transaction (aborted)")), 0},
        {QStringLiteral("pg_settings_max_connections"), 120},
        {QStringLiteral("lockmaster_connections_usable"), 117},
        {QStringLiteral("sum(rate(pg_stat_database_xact_commit))"), 820 + 120 * wave - 9.0 * blocked},
        {QStringLiteral("sum(rate(pg_stat_database_xact_rollback))"), 14 + 3 * wave},
        {QStringLiteral("sum(rate(pg_stat_database_deadlocks))"), 0},
        {QStringLiteral("lockmaster_cache_hit_ratio"), 0.987 + 0.006 * wave},
        {QStringLiteral("lockmaster_oldest_transaction_seconds"), blocked > 0 ? second % 300 + 4.0 : 3.0},
        {QStringLiteral("lockmaster_blocked_sessions"), double(blocked)}};
    const std::vector<std::pair<const char *, double>> waits{
        {"CPU", 6 + 2 * wave}, {"IO", 3 + wave}, {"Lock", double(blocked)}, {"LWLock", 1}, {"IPC", 0}, {"Timeout", 0},
        {"Client", 1},         {"Activity", 0}};
    for (const auto &[name, value] : waits)
        made.push_back(
            {QStringLiteral("lockmaster_waiting_sessions{class=\"%1\"}").arg(QLatin1StringView(name)), value});
    return made;
}

/// Feeds `seconds` of history that ends `now`; the last `blockedFor` of it with `victims` waiting.
inline void feed(MomentBus &bus, int seconds, int victims, int blockedFor, Stamp now = systemClock().now())
{
    for (int second = seconds; second >= 0; --second) {
        const int blocked = second < blockedFor ? victims : 0;
        Snapshot snapshot = live(blocked > 0 ? blockedState(blocked) : state(60));
        snapshot.sequence = std::uint64_t(seconds - second + 1);
        snapshot.taken =
            snapshot.dataTaken = {now.wall - std::chrono::seconds(second), now.steady - std::chrono::seconds(second)};
        snapshot.samples = samples(seconds - second, blocked);
        observe(bus, share(std::move(snapshot)));
    }
}

} // namespace lockmaster::fixtures
