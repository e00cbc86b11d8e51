// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/slowlog/slowlogprobe.h"

#include "probes/redis/slowlog/slowentries.h"

namespace lockmaster {

QString RedisSlowLogProbe::name() const
{
    return QStringLiteral("slowlog");
}

std::vector<RedisCommand> RedisSlowLogProbe::ask() const
{
    return {RedisCommand::of("SLOWLOG", "GET", kSlowEntries)};
}

Result<void> RedisSlowLogProbe::take(RespReplies replies)
{
    if (!replies.front())
        return std::unexpected(replies.front().error());
    m_draft.next.slowLog = readSlowEntries(*replies.front(), SlowMeasure::Duration);
    m_draft.next.slowLogTaken = m_draft.next.serverNow;
    return {};
}

void RedisSlowLogProbe::forget()
{
    m_draft.next.slowLog.reset();
    m_draft.next.slowLogTaken.reset();
}

} // namespace lockmaster
