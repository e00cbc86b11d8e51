// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A node's view of its cluster.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisClusterProbe final : public RespProbe
{
public:
    explicit RedisClusterProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override;
    int round() const override { return m_draft.next.cluster ? 0 : 1; } ///< INFO tells whether there is one
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
