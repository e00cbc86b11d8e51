// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/slowlog/largelogsprobe.h"

#include "probes/redis/slowlog/slowentries.h"

namespace lockmaster {

QString RedisLargeLogsProbe::name() const
{
    return QStringLiteral("large_logs");
}

std::vector<RedisCommand> RedisLargeLogsProbe::ask() const
{
    constexpr int kFirstVersion = 80100;
    const RedisIdentity &identity = m_draft.next.identity;
    if (!identity.isValkey || identity.versionNumber < kFirstVersion)
        return {};
    return {RedisCommand::of("COMMANDLOG", "GET", kSlowEntries, "large-request"),
            RedisCommand::of("COMMANDLOG", "GET", kSlowEntries, "large-reply")};
}

Result<void> RedisLargeLogsProbe::take(RespReplies replies)
{
    for (const auto &reply : replies) {
        if (!reply)
            return std::unexpected(reply.error());
    }
    m_draft.next.largeLogs = {{QStringLiteral("large-request"), readSlowEntries(*replies[0], SlowMeasure::Bytes)},
                              {QStringLiteral("large-reply"), readSlowEntries(*replies[1], SlowMeasure::Bytes)}};
    return {};
}

void RedisLargeLogsProbe::forget()
{
    m_draft.next.largeLogs.clear();
}

} // namespace lockmaster
