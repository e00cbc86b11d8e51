// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Of each primary its replicas, the other Sentinels, and whether they are enough.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class SentinelPeersProbe final : public RespProbe
{
public:
    explicit SentinelPeersProbe(SentinelDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override;
    int round() const override { return 1; }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;

private:
    SentinelDraft &m_draft;
};

} // namespace lockmaster
