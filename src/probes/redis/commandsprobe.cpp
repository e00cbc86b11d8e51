// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/commandsprobe.h"

#include "probes/redis/info/infofields.h"

namespace lockmaster {

QString RedisCommandsProbe::name() const
{
    return QStringLiteral("commands");
}

std::vector<RedisCommand> RedisCommandsProbe::ask() const // a version without latencies answers an empty text
{
    return {RedisCommand::of("INFO", "commandstats"), RedisCommand::of("INFO", "latencystats")};
}

Result<void> RedisCommandsProbe::take(RespReplies replies)
{
    for (const auto &reply : replies) {
        if (!reply)
            return std::unexpected(reply.error());
    }
    m_draft.next.commands = readCommandStats(replies[0]->bytes(), replies[1]->bytes());
    m_draft.next.commandsTaken = m_draft.next.serverNow;
    return {};
}

void RedisCommandsProbe::forget()
{
    m_draft.next.commands.clear();
    m_draft.next.commandsTaken.reset();
}

} // namespace lockmaster
