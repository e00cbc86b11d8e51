// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/timeprobe.h"

#include "base/told.h"

namespace lockmaster {

QString RedisTimeProbe::name() const
{
    return QStringLiteral("time");
}

std::vector<RedisCommand> RedisTimeProbe::ask() const
{
    if (m_draft.tellsTime || !m_draft.hasInfo)
        return {};
    return {RedisCommand::of("TIME")};
}

Result<void> RedisTimeProbe::take(RespReplies replies)
{
    if (!replies.front())
        return std::unexpected(replies.front().error());
    const auto seconds = replies.front()->at(0).integer();
    const auto micros = replies.front()->at(1).integer();
    if (!seconds || !micros)
        return fail(ErrorKind::Protocol, QStringLiteral("The answer to TIME is not a time"));
    RedisState &next = m_draft.next;
    const ServerTime now{told<std::chrono::seconds>(*seconds) + told<std::chrono::microseconds>(*micros)};
    const auto correction = now - next.serverNow;
    m_draft.sawClock(m_draft.ahead + correction);
    next.serverNow = now;
    if (next.identity.started) // within its second it does not move
        if (std::chrono::abs(correction) > std::chrono::seconds(1))
            *next.identity.started += correction;
    return {};
}

} // namespace lockmaster
