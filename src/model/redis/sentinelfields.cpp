// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/redis/sentinelfields.h"

#include "model/fields/describe.h"
#include "model/redis/redisfields.h"
#include "model/redis/sentinel.h"

namespace lockmaster {

template <>
struct FieldsOf<SentinelPeer> {
    static constexpr auto table = std::tuple{
        field("address", &SentinelPeer::address),  field("flags", &SentinelPeer::flags),
        field("link_up", &SentinelPeer::isLinkUp), field("last_ok_ping", &SentinelPeer::lastOkPing, Unit::Seconds),
        field("run_id", &SentinelPeer::runId),     field("priority", &SentinelPeer::priority),
        field("offset", &SentinelPeer::offset),    field("leader", &SentinelPeer::leader),
    };
};

template <>
struct FieldsOf<SentinelPrimary> {
    static constexpr auto table = std::tuple{
        field("name", &SentinelPrimary::name),
        field("server", &SentinelPrimary::server),
        field("quorum", &SentinelPrimary::quorum),
        field("epoch", &SentinelPrimary::epoch),
        field("down_after", &SentinelPrimary::downAfter, Unit::Milliseconds),
        field("failover_timeout", &SentinelPrimary::failoverTimeout, Unit::Milliseconds),
        field("parallel_syncs", &SentinelPrimary::parallelSyncs),
        field("failover_state", &SentinelPrimary::failoverState),
        field("replicas", &SentinelPrimary::replicas),
        field("sentinels", &SentinelPrimary::sentinels),
        field("has_quorum", &SentinelPrimary::hasQuorum),
        field("quorum_words", &SentinelPrimary::quorumText, Secrecy::Words),
    };
};

template <>
struct FieldsOf<SentinelState> {
    static constexpr auto table = std::tuple{
        field("server_now", &SentinelState::serverNow),
        field("version", &SentinelState::version),
        field("version_number", &SentinelState::versionNumber),
        field("is_valkey", &SentinelState::isValkey),
        field("run_id", &SentinelState::runId),
        field("own_id", &SentinelState::ownId),
        field("started", &SentinelState::started),
        field("tilted", &SentinelState::isTilted),
        field("tilted_seconds", &SentinelState::tiltedFor, Unit::Seconds),
        field("running_scripts", &SentinelState::runningScripts),
        field("info", &SentinelState::info, Secrecy::Words),
        field("primaries", &SentinelState::primaries),
        field("refused", &SentinelState::refused),
    };
};

LOCKMASTER_TABLE(SentinelPeer)
LOCKMASTER_TABLE(SentinelPrimary)
LOCKMASTER_TABLE(SentinelState)

} // namespace lockmaster
