// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/redis/redisevidence.h"

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

} // namespace lockmaster
