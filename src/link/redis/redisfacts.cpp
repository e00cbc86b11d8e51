// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/redis/redisfacts.h"

#include <algorithm>

#include "base/text.h"
#include "link/resp/redisreply.h"

namespace lockmaster {

QString redisFact(const QByteArray &bytes)
{
    constexpr qsizetype kLongest = 40;
    return elided(plainLine(decodeUtf8(bytes.first(std::min(bytes.size(), 4 * kLongest))).text), kLongest);
}

RedisServerFacts factsOfHello(const RedisReply &hello)
{
    return {redisFact(hello.value("server").bytes()), redisFact(hello.value("version").bytes()),
            redisFact(hello.value("mode").bytes()), redisFact(hello.value("role").bytes()),
            static_cast<int>(hello.value("proto").integer().value_or(2))};
}

RedisServerFacts factsOfInfo(const QByteArray &info)
{
    RedisServerFacts facts{QStringLiteral("redis"), {}, {}, {}, 2};
    for (const QByteArray &line : info.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(std::max<qsizetype>(colon, 0));
        const QString value = redisFact(line.sliced(colon + 1));
        if (name == "server_name")
            facts.server = value;
        else if (name == "valkey_version" || (name == "redis_version" && facts.version.isEmpty()))
            facts.version = value;
        else if (name == "redis_mode" || name == "server_mode")
            facts.mode = value;
    }
    return facts;
}

} // namespace lockmaster
