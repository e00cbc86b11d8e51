// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How many entries the slow log has.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisSlowLogLengthProbe final : public RespProbe
{
public:
    explicit RedisSlowLogLengthProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::milliseconds(0); }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
