// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/redis/redis.h"

#include "base/told.h"

#include <algorithm>

namespace lockmaster {

std::optional<double> RedisState::number(const QString &field) const
{
    const auto found = info.constFind(field);
    if (found == info.constEnd())
        return {};
    bool isNumber = false;
    const double value = found->toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> RedisState::integer(const QString &field) const
{
    const auto found = info.constFind(field);
    bool isNumber = false;
    const qlonglong value = found == info.constEnd() ? 0 : found->toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(value) : std::nullopt;
}

std::optional<std::int64_t> replicaLag(const RedisReplication &replication, const RedisReplica &replica)
{
    if (!replication.offset || replica.offset <= 0)
        return {};
    return std::max<std::int64_t>(saturatingDifference(*replication.offset, replica.offset), 0);
}

bool canEvict(const RedisState &state)
{
    const QString policy = state.info.value(QStringLiteral("maxmemory_policy"));
    const bool isVolatile = policy.startsWith(u"volatile-");
    const auto offersKeys = [&](const RedisKeyspace &space) { return (isVolatile ? space.expiring : space.keys) > 0; };
    return (isVolatile || policy.startsWith(u"allkeys-")) && std::ranges::any_of(state.keyspaces, offersKeys);
}

std::optional<double> limitedMemory(const RedisState &state)
{
    const auto used = state.number(QStringLiteral("used_memory"));
    const double exempt = state.number(QStringLiteral("mem_not_counted_for_evict")).value_or(0);
    return used ? std::optional(*used - exempt) : std::nullopt;
}

QString redisRoleName(RedisRole role)
{
    switch (role) {
    case RedisRole::Primary: return QStringLiteral("primary");
    case RedisRole::Replica: return QStringLiteral("replica");
    case RedisRole::Unknown: break;
    }
    return {};
}

QString redisConditionName(RedisCondition condition)
{
    switch (condition) {
    case RedisCondition::Loading: return QStringLiteral("loading");
    case RedisCondition::Busy: return QStringLiteral("busy");
    case RedisCondition::MasterDown: return QStringLiteral("master_down");
    case RedisCondition::Ready: break;
    }
    return QStringLiteral("ready");
}

} // namespace lockmaster
