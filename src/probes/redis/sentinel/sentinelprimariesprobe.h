// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// SENTINEL MASTERS: the primaries that a Sentinel watches, or the one of the group that the target names.
#pragma once

#include "probes/redis/draft/redisdraft.h"

namespace lockmaster {

class SentinelPrimariesProbe final : public RespProbe
{
public:
    explicit SentinelPrimariesProbe(SentinelDraft &draft) : m_draft(draft) {}
    QString name() const override;
    std::optional<std::chrono::milliseconds> cadence() const override { return std::chrono::milliseconds(0); }
    std::vector<RedisCommand> ask() const override;
    Result<void> take(RespReplies replies) override;

private:
    SentinelDraft &m_draft;
};

} // namespace lockmaster
