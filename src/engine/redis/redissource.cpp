// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/redis/redissource.h"

#include "probes/redis/info/infofields.h"

namespace lockmaster {
namespace {

// What the greeting told, for a user who may not ask INFO.
void fillIdentity(RedisIdentity &identity, const RedisServerFacts &facts)
{
    if (!identity.version.isEmpty())
        return;
    identity.isValkey = facts.server == u"valkey";
    identity.version = facts.version;
    identity.versionNumber = redisVersionNumber(facts.version);
    identity.mode = facts.mode;
    identity.role = facts.role == u"master"    ? RedisRole::Primary
                    : facts.role == u"replica" ? RedisRole::Replica
                                               : RedisRole::Unknown;
}

} // namespace

RedisSource::RedisSource(SourceOptions options, const Clock &clock) : RespSource(std::move(options), clock)
{
    setProbes(redisProbes(m_draft));
}

void RedisSource::beginAt(ServerTime ourNow)
{
    m_draft.ourNow = ourNow;
    m_draft.hasInfo = false;
    m_draft.next.serverNow = ourNow + m_draft.ahead;
    m_draft.next.identity.user = connection().user();
}

void RedisSource::fill(ServerData &data)
{
    if (!m_draft.hasInfo && !m_draft.isInfoHidden && !isBusy())
        return;
    fillIdentity(m_draft.next.identity, connection().serverFacts());
    m_draft.next.refused = refused();
    data.redis = std::make_shared<const RedisState>(m_draft.next);
}

} // namespace lockmaster
