// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two of three Sentinels are gone: the one that is left can neither agree with anybody nor fail over.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playSentinelNoQuorum(Stage &stage)
{
    const auto says = [&lab = stage.lab()](const QByteArray &answer) {
        return lab.sentinel(1).ask(u"SENTINEL CKQUORUM orders"_s).contains(answer);
    };
    stage.facts().target = stage.lab().sentinel(1).name();
    stage.atEnd([says] { return Stage::until([&] { return says("+OK 3"); }, u"there is a quorum"_s); });
    for (const int number : {2, 3}) {
        RedisServer &sentinel = stage.lab().sentinel(number);
        stage.atEnd([&sentinel] { return sentinel.start(); });
        if (const Result<void> stopped = sentinel.stop(); !stopped) {
            return stopped;
        }
    }
    return Stage::until([&] { return says("-NOQUORUM"); }, u"there is no quorum"_s);
}

} // namespace lockmaster
