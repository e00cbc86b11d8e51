// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Redis was restarted and reads its data slowly from disk, SIZE keys at three milliseconds each: LOADING, and how far.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

#include <QFile>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

bool isLoaded(const RedisServer &server)
{
    return server.info(u"loading"_s) == u"0";
}

/// Hurries the rest of the loading up, and removes the keys and the file.
Result<void> finishLoading(Lab &lab, int keys)
{
    RedisServer &server = lab.redisPrimary();
    const Result<void> runs = server.isRunning() ? Result<void>() : server.start();
    return runs.and_then([&] { return server.order(u"CONFIG SET key-load-delay 0"_s); })
        .and_then(
            [&](const QByteArray &) { return Stage::until([&] { return isLoaded(server); }, u"Redis has loaded"_s); })
        .and_then([&] {
            return server.order(u"EVAL \"for i = 0, %1 do redis.call('UNLINK', 'load:' .. i) end\" 0"_s.arg(keys));
        })
        .and_then([&](const QByteArray &) {
            QFile::remove(lab.folder() + u"/redis-primary/dump.rdb"_s);
            return Stage::until([&] { return lab.redisReplica().info(u"master_link_status"_s) == u"up"; },
                                u"the replica is linked"_s);
        });
}

} // namespace

Result<void> playRedisLoading(Stage &stage)
{
    RedisServer &server = stage.lab().redisPrimary();
    stage.facts().target = server.name();
    return calmSentinels(stage)
        .and_then([&] { return server.order(u"DEBUG POPULATE %1 load"_s.arg(stage.size())); })
        .and_then([&](const QByteArray &) { // refused while a replica is given its copy
            return Stage::until([&] { return server.order(u"SAVE"_s).has_value(); }, u"Redis has saved"_s);
        })
        .and_then([&] {
            stage.atEnd([&lab = stage.lab(), keys = stage.size()] { return finishLoading(lab, keys); });
            return server.stop();
        })
        .and_then([&] {
            return server.launch(
                {u"--key-load-delay"_s, u"3000"_s, u"--loading-process-events-interval-bytes"_s, u"1024"_s});
        })
        .and_then(
            [&] { return Stage::until([&] { return server.info(u"loading"_s) == u"1"; }, u"Redis is loading"_s); });
}

} // namespace lockmaster
