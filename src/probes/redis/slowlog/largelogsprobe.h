// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Valkey's logs of commands with large requests and large replies, 8.1+.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisLargeLogsProbe final : public RespProbe
{
public:
    explicit RedisLargeLogsProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::seconds(10); }
    int round() const override { return 1; }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
