// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/redis.h"

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

QString redisRoleName(RedisRole role)
{
    switch (role) {
    case RedisRole::Primary: return QStringLiteral("primary");
    case RedisRole::Replica: return QStringLiteral("replica");
    case RedisRole::Unknown: break;
    }
    return {};
}

} // namespace lockmaster
