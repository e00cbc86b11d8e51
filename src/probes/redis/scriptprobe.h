// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which function keeps a server busy: FUNCTION STATS is answered meanwhile, 7.0+; while it is an EVAL, it is not.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisScriptProbe final : public RespProbe
{
public:
    explicit RedisScriptProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::milliseconds(0); }
    int round() const override { return 1; }
    bool worksWhileBusy() const override { return true; }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
