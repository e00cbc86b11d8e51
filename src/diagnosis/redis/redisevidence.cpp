// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/redis/redisevidence.h"

#include <cmath>

#include "diagnosis/copyline.h"

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

std::vector<RecommendedAction> moreMemoryLines(const RedisState &state)
{
    constexpr double kMore = 1.25;
    constexpr double kMostOfMachine = 0.75;
    const double wanted = fieldOrZero(state, u"maxmemory"_s) * kMore;
    if (wanted <= 0 || wanted >= fieldOrZero(state, u"total_system_memory"_s) * kMostOfMachine)
        return {};
    return {copyLine(u"CONFIG SET maxmemory %1"_s.arg(qint64(wanted)))};
}

double rounded(double ratio)
{
    return std::round(ratio * 1000) / 1000;
}

} // namespace lockmaster
