// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/clientsprobe.h"

#include "probes/redis/clientlist.h"

namespace lockmaster {

QString RedisClientsProbe::name() const
{
    return QStringLiteral("clients");
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
