// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The server's clock, where INFO does not tell it: before 7.0.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisTimeProbe final : public RespProbe
{
public:
    explicit RedisTimeProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::seconds(10); }
    int round() const override { return 1; }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
