// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The memory that Redis may use is full and its policy gives nothing up: writes are refused (OOM), reads go on.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playRedisMemoryFull(Stage &stage)
{
    constexpr int kKeys = 4000;
    constexpr int kValue = 1024;
    const RedisServer &server = stage.lab().redisPrimary();
    stage.facts().target = server.name();
    removeAtEnd(stage, server, u"basket:"_s, kKeys);
    const qint64 limit = server.info(u"used_memory"_s).toLongLong() + kKeys * kValue / 2; // half of them fit
    return change(stage, server, u"maxmemory-policy"_s, u"noeviction"_s)
        .and_then([&] { return change(stage, server, u"maxmemory"_s, QString::number(limit)); })
        .and_then([&] {
            keepAskingUntilEnd(stage, server, stage.size(), [](int number) {
                return QByteArrayList{"SET", "basket:" + QByteArray::number(number % kKeys), QByteArray(kValue, 'x')};
            });
            return Stage::until([&] { return server.ask(u"SET basket:0 full"_s).contains("-OOM"); },
                                u"writes are refused"_s);
        });
}

} // namespace lockmaster
