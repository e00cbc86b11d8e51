// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A script that does not end: Redis answers everybody with BUSY, also PING and INFO.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playRedisBusyScript(Stage &stage)
{
    const RedisServer &server = stage.lab().redisPrimary();
    stage.facts().target = server.name();
    return calmSentinels(stage)
        .and_then([&] { return change(stage, server, u"lua-time-limit"_s, u"200"_s); })
        .and_then([&] {
            const auto client = std::make_shared<LabRedisClient>(server);
            stage.atEnd([&server, client] {
                return Stage::until([&] { return server.ask(u"SCRIPT KILL"_s).contains("-NOTBUSY"); },
                                    u"the script is gone"_s);
            });
            client->send({"EVAL", "while true do end", "0"});
            return Stage::until([&] { return server.ask(u"PING"_s).contains("-BUSY"); }, u"Redis is busy"_s);
        });
}

} // namespace lockmaster
