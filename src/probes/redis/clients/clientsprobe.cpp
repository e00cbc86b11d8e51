// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/clients/clientsprobe.h"

#include <algorithm>

#include "link/resp/clientlist.h"

namespace lockmaster {

QString RedisClientsProbe::name() const
{
    return QStringLiteral("clients");
}

std::optional<std::chrono::milliseconds> RedisClientsProbe::cadence() const
{
    constexpr std::chrono::milliseconds kEach{20};
    const auto clients = m_draft.next.integer(QStringLiteral("connected_clients")).value_or(0);
    return std::clamp<std::chrono::milliseconds>(kEach * std::clamp<std::int64_t>(clients, 0, kMostClients),
                                                 std::chrono::seconds(10), std::chrono::minutes(1));
}

std::vector<RedisCommand> RedisClientsProbe::ask() const
{
    return {RedisCommand::of("CLIENT", "LIST")};
}

Result<void> RedisClientsProbe::take(RespReplies replies)
{
    if (!replies.front())
        return std::unexpected(replies.front().error());
    m_draft.next.clients = std::make_shared<const std::vector<RedisClient>>(readClientList(replies.front()->bytes()));
    m_draft.next.clientsTaken = m_draft.next.serverNow;
    return {};
}

void RedisClientsProbe::forget()
{
    m_draft.next.clients.reset();
    m_draft.next.clientsTaken.reset();
}

} // namespace lockmaster
