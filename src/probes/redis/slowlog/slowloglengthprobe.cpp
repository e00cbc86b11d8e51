// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/slowlog/slowloglengthprobe.h"

namespace lockmaster {

QString RedisSlowLogLengthProbe::name() const
{
    return QStringLiteral("slowlog_length");
}

std::vector<RedisCommand> RedisSlowLogLengthProbe::ask() const
{
    return {RedisCommand::of("SLOWLOG", "LEN")};
}

Result<void> RedisSlowLogLengthProbe::take(RespReplies replies)
{
    if (!replies.front())
        return std::unexpected(replies.front().error());
    m_draft.next.slowLogLength = replies.front()->integer();
    return {};
}

void RedisSlowLogLengthProbe::forget()
{
    m_draft.next.slowLogLength.reset();
}

} // namespace lockmaster
