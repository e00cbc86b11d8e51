// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fleet/serversummary.h"

#include <algorithm>

#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

namespace lockmaster {
namespace {

using Of = Saturation::Of;

ServerSummary serverSummary(const PostgresState &state)
{
    ServerSummary summary{QStringLiteral("PostgreSQL"),
                          state.identity.version,
                          state.identity.inRecovery ? QStringLiteral("standby") : QStringLiteral("primary"),
                          {},
                          state.serverNow,
                          state.identity.started};
    if (state.identity.systemIdentifier != 0)
        summary.identity = QString::number(state.identity.systemIdentifier);
    return summary;
}

QString withoutName(QString version, QStringView name)
{
    return version.startsWith(name) ? version.sliced(name.size()).trimmed() : version;
}

// The fuller of the two: a limit of 0 or less is none.
void fuller(std::optional<Saturation> &worst, Saturation one)
{
    if (one.limit > 0 && (!worst || one.share() > worst->share()))
        worst = one;
}

std::optional<Saturation> saturationOf(const PgBouncerState &state)
{
    std::optional<Saturation> worst;
    fuller(worst, {Of::Clients, double(usedClients(state)), double(maxClients(state))});
    for (const PgBouncerPool &pool : state.pools) {
        if (const auto size = poolSize(state, pool))
            fuller(worst, {Of::Servers, double(pool.serversBusy()), double(*size)});
    }
    return worst;
}

std::optional<Saturation> saturationOf(const RedisState &state)
{
    std::optional<Saturation> worst;
    const auto number = [&](const char *field) { return state.number(QString::fromLatin1(field)).value_or(0); };
    if (!canEvict(state))
        fuller(worst, {Of::Memory, limitedMemory(state).value_or(0), number("maxmemory")});
    fuller(worst, {Of::Clients, number("connected_clients"), number("maxclients")});
    return worst;
}

} // namespace

ServerSummary serverSummary(const ServerData &data)
{
    if (data.postgres)
        return serverSummary(*data.postgres);
    if (const auto &bouncer = data.pgbouncer)
        return {QStringLiteral("PgBouncer"),
                withoutName(bouncer->identity.version, u"PgBouncer"),
                {},
                {},
                bouncer->serverNow,
                {}};
    if (const auto &redis = data.redis) // a run id is of one run: it is no identity
        return {redis->identity.isValkey ? QStringLiteral("Valkey") : QStringLiteral("Redis"),
                redis->identity.version,
                redisRoleName(redis->identity.role),
                {},
                redis->serverNow,
                redis->identity.started,
                redis->identity.runId};
    if (const auto &sentinel = data.sentinel)
        return {sentinel->isValkey ? QStringLiteral("Valkey Sentinel") : QStringLiteral("Redis Sentinel"),
                sentinel->version,
                {},
                {},
                sentinel->serverNow,
                sentinel->started,
                sentinel->runId};
    return {};
}

std::optional<Saturation> saturation(const ServerData &data)
{
    std::optional<Saturation> worst;
    if (data.postgres)
        fuller(worst, {Of::Connections, double(data.postgres->headroom.used), double(data.postgres->headroom.usable)});
    if (data.pgbouncer)
        return saturationOf(*data.pgbouncer);
    if (data.redis)
        return saturationOf(*data.redis);
    return worst;
}

} // namespace lockmaster
