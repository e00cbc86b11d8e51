// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Sentinel stood still for longer than two seconds and so does not trust itself for the next thirty: tilt, in which
// it fails nothing over. Starting it again ends that.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

#include "lab/process/processes.h"

#include <thread>

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playSentinelTilt(Stage &stage)
{
    constexpr std::chrono::milliseconds kLongerThanTrusted{2500};
    RedisServer &sentinel = stage.lab().sentinel(1);
    stage.facts().target = sentinel.name();
    stage.atEnd([&lab = stage.lab()] {
        return lab.sentinel(1).stop().and_then([&] { return lab.sentinel(1).start(); }).and_then([&] {
            return Stage::until([&] { return lab.sentinel(1).ask(u"SENTINEL CKQUORUM orders"_s).contains("+OK 3"); },
                                u"the Sentinels know each other"_s);
        });
    });
    suspend(sentinel.pid());
    std::this_thread::sleep_for(kLongerThanTrusted);
    resume(sentinel.pid());
    return Stage::until([&] { return sentinel.info(u"sentinel_tilt"_s) == u"1"; }, u"the Sentinel tilts"_s);
}

} // namespace lockmaster
