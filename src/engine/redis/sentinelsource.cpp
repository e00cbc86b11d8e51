// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/redis/sentinelsource.h"

namespace lockmaster {

SentinelSource::SentinelSource(SourceOptions options, const Clock &clock) : RespSource(options, clock)
{
    m_draft.group = options.target.sentinelGroup;
    setProbes(sentinelProbes(m_draft));
}

void SentinelSource::beginAt(ServerTime ourNow)
{
    m_draft.ourNow = ourNow;
    m_draft.hasInfo = false;
}

void SentinelSource::fill(ServerData &data)
{
    m_draft.next.refused = refused();
    if (m_draft.hasInfo)
        data.sentinel = std::make_shared<const SentinelState>(m_draft.next);
}

} // namespace lockmaster
