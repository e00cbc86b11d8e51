// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// INFO, with every sample: the health of a server is judged by this answer.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisInfoProbe final : public RespProbe
{
public:
    explicit RedisInfoProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::milliseconds(0); }
    bool worksWhileBusy() const override { return true; }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;

private:
    void readTimes();
    void judge();
    void forgetMoment();
    void setCondition(RedisCondition condition);

    RedisDraft &m_draft;
};

} // namespace lockmaster
