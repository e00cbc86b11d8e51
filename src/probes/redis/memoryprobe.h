// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// MEMORY STATS and MEMORY DOCTOR: while a page shows them.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisMemoryProbe final : public RespProbe
{
public:
    explicit RedisMemoryProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::nullopt; }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
