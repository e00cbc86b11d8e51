// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// CLIENT LIST. Dear: it stops the server for about a millisecond and a half for each 1,000 clients, so the more there
// are, the less often it is asked for.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisClientsProbe final : public RespProbe
{
public:
    explicit RedisClientsProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override;
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
