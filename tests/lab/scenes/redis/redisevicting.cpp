// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A cache that is too small: SIZE writes a second push the same number of keys out.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playRedisEvicting(Stage &stage)
{
    constexpr int kKeys = 20'000;
    constexpr int kRoom = 1024 * 1024;
    const RedisServer &server = stage.lab().redisPrimary();
    stage.facts().target = server.name();
    removeAtEnd(stage, server, u"page:"_s, kKeys);
    const qint64 limit = server.info(u"used_memory"_s).toLongLong() + kRoom;
    const qint64 before = server.info(u"evicted_keys"_s).toLongLong();
    return change(stage, server, u"maxmemory-policy"_s, u"allkeys-lru"_s)
        .and_then([&] { return change(stage, server, u"maxmemory"_s, QString::number(limit)); })
        .and_then([&] {
            keepAskingUntilEnd(stage, server, stage.size(), [](int number) {
                return QByteArrayList{"SET", "page:" + QByteArray::number(number % kKeys), QByteArray(2048, 'x')};
            });
            return Stage::until([&] { return server.info(u"evicted_keys"_s).toLongLong() > before + 10; },
                                u"keys are evicted"_s);
        });
}

} // namespace lockmaster
