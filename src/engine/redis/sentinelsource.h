// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Sentinel, as one that watches primaries; the servers it names are targets of their own.
#pragma once

#include "engine/redis/respsource.h"

namespace lockmaster {

class SentinelSource final : public RespSource
{
public:
    SentinelSource(SourceOptions options, const Clock &clock);

private:
    void beginAt(ServerTime ourNow) override;
    [[nodiscard]] bool isBusy() const override { return false; }
    void fill(ServerData &data) override;

    SentinelDraft m_draft;
};

} // namespace lockmaster
