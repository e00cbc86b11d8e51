// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// CLIENT LIST. Dear: about a millisecond of the server for 1,000 clients.
#pragma once

#include "probes/redis/redisdraft.h"

namespace lockmaster {

class RedisClientsProbe final : public RespProbe
{
public:
    explicit RedisClientsProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::seconds(10); }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
