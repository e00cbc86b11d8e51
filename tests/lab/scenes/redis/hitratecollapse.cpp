// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A cache is read SIZE times a second and had every key for two seconds; then a deployment emptied it, and every read
// misses.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playHitRateCollapse(Stage &stage)
{
    constexpr int kKeys = 500;
    const RedisServer &server = stage.lab().redisPrimary();
    stage.facts().target = server.name();
    const auto counter = [&server](const QString &name) { return server.info(name).toLongLong(); };
    LabRedisClient filler(server);
    for (int number = 0; number < kKeys; ++number) {
        filler.ask({"SET", "price:" + QByteArray::number(number), "9.90"});
    }
    removeAtEnd(stage, server, u"price:"_s, kKeys);
    const qint64 hits = counter(u"keyspace_hits"_s) + 2 * stage.size();
    keepAskingUntilEnd(stage, server, stage.size(),
                       [](int number) { return QByteArrayList{"GET", "price:" + QByteArray::number(number % kKeys)}; });
    return Stage::until([&] { return counter(u"keyspace_hits"_s) >= hits; }, u"the cache is hit"_s).and_then([&] {
        const qint64 misses = counter(u"keyspace_misses"_s);
        for (int number = 0; number < kKeys; ++number) {
            filler.ask({"UNLINK", "price:" + QByteArray::number(number)});
        }
        return Stage::until([&] { return counter(u"keyspace_misses"_s) > misses + 50; }, u"the cache is missed"_s);
    });
}

} // namespace lockmaster
