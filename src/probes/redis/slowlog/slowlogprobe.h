// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The newest entries of the slow log.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisSlowLogProbe final : public RespProbe
{
public:
    explicit RedisSlowLogProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::seconds(10); }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
