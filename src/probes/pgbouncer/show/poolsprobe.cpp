// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/poolsprobe.h"

#include <algorithm>

#include "base/told.h"
#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {
namespace {

PgBouncerPool poolOf(const RowReader &row)
{
    PgBouncerPool pool;
    pool.database = row.text("database");
    pool.user = row.text("user");
    pool.mode = row.text("pool_mode");
    pool.clientsActive = row.number("cl_active");
    pool.clientsWaiting = row.number("cl_waiting");
    // One column of this in 1.16 and 1.17, two from 1.18 on.
    pool.clientsCancelling =
        row.number("cl_cancel_req") + row.number("cl_active_cancel_req") + row.number("cl_waiting_cancel_req");
    pool.serversActive = row.number("sv_active");
    pool.serversIdle = row.number("sv_idle");
    pool.serversUsed = row.number("sv_used");
    pool.serversTested = row.number("sv_tested");
    pool.serversLogin = row.number("sv_login");
    pool.serversCancelling = row.number("sv_active_cancel") + row.number("sv_being_canceled");
    pool.longestWait = told<std::chrono::seconds>(row.total("maxwait")) + row.micros("maxwait_us");
    pool.others = row.others();
    return pool;
}

// What we have seen ourselves, as long as nobody of this pool is told to have waited.
std::optional<ServerTime> waitingSince(const PgBouncerPool &pool, const PgBouncerDraft &draft)
{
    if (!pool.waitsUntold())
        return {};
    const auto before = std::ranges::find_if(draft.next.pools, [&](const PgBouncerPool &one) {
        return one.database == pool.database && one.user == pool.user;
    });
    const bool hasWaited = before != draft.next.pools.end() && before->waitingSince;
    return hasWaited ? before->waitingSince : draft.next.serverNow;
}

} // namespace

QString PoolsProbe::name() const
{
    return QStringLiteral("pools");
}

QByteArray PoolsProbe::command() const
{
    return "SHOW POOLS";
}

Result<void> PoolsProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    const auto fits = requireColumns(rows, {"database", "user", "cl_active", "cl_waiting", "sv_active", "sv_idle",
                                            "sv_used", "sv_tested", "sv_login", "maxwait"});
    if (!fits)
        return fits;
    std::vector<PgBouncerPool> pools;
    for (int row = 0; row < rows.count(); ++row) {
        PgBouncerPool pool = poolOf(RowReader(rows, row));
        if (pool.database == kPgBouncerConsole)
            continue;
        pool.waitingSince = waitingSince(pool, draft);
        pools.push_back(std::move(pool));
    }
    draft.next.pools = std::move(pools);
    return {};
}

} // namespace lockmaster::pgbouncer
