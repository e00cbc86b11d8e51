// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthline.h"

#include "app/apptext.h"
#include "base/format.h"
#include "model/fleet/serversummary.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QString lineOf(const PostgresState &state)
{
    return AppText::tr("%1 of %2 connections, %3 blocked")
        .arg(state.headroom.used)
        .arg(state.headroom.usable)
        .arg(state.lockWaits.size());
}

QString clientWords(std::int64_t count)
{
    return count == 1 ? AppText::tr("1 client") : AppText::tr("%1 clients").arg(count);
}

QString lineOf(const PgBouncerState &state)
{
    int active = 0;
    int waiting = 0;
    for (const PgBouncerPool &pool : state.pools) {
        active = sumOfCounts(active, pool.clientsActive);
        waiting = sumOfCounts(waiting, pool.clientsWaiting);
    }
    return AppText::tr("%1 active, %2 waiting").arg(clientWords(active)).arg(waiting);
}

QString lineOf(const RedisState &state)
{
    const auto used = state.number(u"used_memory"_s);
    const auto most = state.number(u"maxmemory"_s);
    const QString memory =
        !used ? AppText::tr("memory unknown")
        : most.value_or(0) > 0
            ? AppText::tr("%1 of %2 memory").arg(formatBytes(std::int64_t(*used)), formatBytes(std::int64_t(*most)))
            : AppText::tr("%1 memory, no limit").arg(formatBytes(std::int64_t(*used)));
    const auto clients = state.number(u"connected_clients"_s);
    return clients ? clientWords(std::int64_t(*clients)) + u", "_s + memory : memory;
}

QString lineOf(const SentinelState &state)
{
    const auto count = state.primaries.size();
    const QString watched =
        count == 1 ? AppText::tr("1 primary watched") : AppText::tr("%1 primaries watched").arg(count);
    return state.isTilted ? watched + u", "_s + AppText::tr("in tilt mode") : watched;
}

QString lineOf(const ServerData &data)
{
    return data.postgres    ? lineOf(*data.postgres)
           : data.pgbouncer ? lineOf(*data.pgbouncer)
           : data.redis     ? lineOf(*data.redis)
           : data.sentinel  ? lineOf(*data.sentinel)
                            : QString();
}

} // namespace

QString silenceLine()
{
    return AppText::tr("nothing was heard of it in time: its name, its password or the server takes longer");
}

QString healthLine(const Snapshot *snapshot)
{
    if (!snapshot)
        return silenceLine();
    const bool isTold = !snapshot->hidden.empty() || !snapshot->probeErrors.empty();
    if (!snapshot->hasData() && !snapshot->link.error && !isTold)
        return AppText::tr("connected, and no data so far");
    if (!snapshot->hasData() || !isLive(snapshot->link))
        return {};
    const ServerSummary summary = serverSummary(*snapshot);
    QStringList parts{summary.product + u' ' + summary.version};
    if (!summary.role.isEmpty())
        parts << summary.role;
    parts << lineOf(*snapshot);
    return parts.join(u", "_s);
}

} // namespace lockmaster
