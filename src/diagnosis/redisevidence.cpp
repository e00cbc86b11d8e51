// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/redisevidence.h"

#include <algorithm>
#include <cmath>

namespace lockmaster {

using namespace Qt::StringLiterals;

QJsonValue fieldJson(const RedisState &state, const QString &field)
{
    const auto value = state.number(field);
    return value ? QJsonValue(*value) : QJsonValue();
}

double fieldOrZero(const RedisState &state, const QString &field)
{
    return state.number(field).value_or(0);
}

double rounded(double ratio)
{
    return std::round(ratio * 1000) / 1000;
}

bool canEvict(const RedisState &state)
{
    const QString policy = state.info.value(u"maxmemory_policy"_s);
    if (policy.startsWith(u"volatile-"))
        return std::ranges::any_of(state.keyspaces, [](const RedisKeyspace &space) { return space.expiring > 0; });
    return policy.startsWith(u"allkeys-");
}

} // namespace lockmaster
