// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics of each command: how often, how long, refused, failed, percentiles.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisCommandsProbe final : public RespProbe
{
public:
    explicit RedisCommandsProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::seconds(10); }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
