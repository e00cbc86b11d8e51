// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Redis or Valkey target, alone or as a node of a cluster.
#pragma once

#include "engine/redis/respsource.h"

namespace lockmaster {

class RedisSource final : public RespSource
{
public:
    RedisSource(SourceOptions options, const Clock &clock);

private:
    void beginAt(ServerTime ourNow) override;
    [[nodiscard]] bool isBusy() const override { return m_draft.next.condition == RedisCondition::Busy; }
    void fill(ServerData &data) override;

    RedisDraft m_draft;
};

} // namespace lockmaster
