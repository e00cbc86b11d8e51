// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/sentinel/sentinelpeer.h"

#include "base/hostport.h"
#include "base/told.h"
#include "link/resp/infotext.h"

namespace lockmaster {

SentinelPeer readSentinelPeer(const RedisReply &fields)
{
    const auto text = [&](const char *name) { return infoString(fields.value(name).bytes()); };
    const QString host = text("ip");
    SentinelPeer peer;
    peer.address = hostPortText(host, text("port"));
    peer.flags = text("flags").split(u',', Qt::SkipEmptyParts);
    if (const QString status = text("master-link-status"); !status.isEmpty())
        peer.isLinkUp = status == u"ok";
    peer.lastOkPing = told<std::chrono::milliseconds>(fields.value("last-ok-ping-reply").integer().value_or(0));
    peer.runId = text("runid");
    peer.priority =
        fields.value("slave-priority").integer().transform([](std::int64_t n) { return static_cast<int>(n); });
    peer.offset = fields.value("slave-repl-offset").integer();
    if (const QString leader = text("voted-leader"); leader != u"?")
        peer.leader = leader;
    return peer;
}

} // namespace lockmaster
