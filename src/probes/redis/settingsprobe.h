// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings that decide what a server does when it is full, and what it keeps.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class RedisSettingsProbe final : public RespProbe
{
public:
    explicit RedisSettingsProbe(RedisDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::minutes(1); }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;
    void forget() override;

private:
    RedisDraft &m_draft;
};

} // namespace lockmaster
