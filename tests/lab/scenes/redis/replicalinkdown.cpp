// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The replica's password is no longer the primary's: it is up, answers with old data, and its link is down.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playReplicaLinkDown(Stage &stage)
{
    const RedisServer &replica = stage.lab().redisReplica();
    const auto linkIs = [&replica](const QString &state) { return replica.info(u"master_link_status"_s) == state; };
    stage.facts().target = replica.name();
    stage.atEnd([linkIs] { return Stage::until([&] { return linkIs(u"up"_s); }, u"the replica is linked"_s); });
    return change(stage, replica, u"masterauth"_s, u"yesterdays-password"_s)
        .and_then([&] { return stage.lab().redisPrimary().order(u"CLIENT KILL TYPE replica"_s); })
        .and_then([&](const QByteArray &) {
            return Stage::until([&] { return linkIs(u"down"_s); }, u"the replica has lost its link"_s);
        });
}

} // namespace lockmaster
