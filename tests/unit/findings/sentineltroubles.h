// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sentinels in each trouble that a rule knows, and what servers of Redis hide from us.
#pragma once

#include "redistroubles.h"

#include "model/redis/sentinel.h"

namespace lockmaster::fixtures {

/// Watches the group "mymaster", as half of the world calls it.
inline Snapshot watching(const QString &name, const QString &address, const QString &primary,
                         const QStringList &flags = {})
{
    SentinelPrimary group;
    group.name = u"mymaster"_s;
    group.server.address = primary;
    group.server.flags = flags;
    group.server.lastOkPing = 30'499ms;
    group.sentinels.resize(2);
    group.sentinels[0].address = u"10.0.0.1:26379"_s;
    group.sentinels[1].flags = {u"s_down"_s};
    group.quorum = 3;
    group.hasQuorum = flags.isEmpty();
    auto state = std::make_shared<SentinelState>();
    state->primaries = {group};
    state->isTilted = true;
    Snapshot snapshot;
    snapshot.target = name;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.link.address = address;
    snapshot.sentinel = state;
    snapshot.hidden = {u"This user may not run SENTINEL CKQUORUM."_s};
    return snapshot;
}

/// One of three is down; at the place of another, when it is a ghost of that one.
inline Snapshot degraded(const QString &address)
{
    Snapshot snapshot = watching(u"s1"_s, u"10.0.0.3:26379"_s, u"10.0.0.7:6379"_s);
    auto state = std::make_shared<SentinelState>(*snapshot.sentinel);
    state->primaries[0].quorum = 2;
    state->primaries[0].sentinels[1].address = address;
    snapshot.sentinel = state;
    return snapshot;
}

inline RedisState refusing(int commands)
{
    RedisState state;
    state.refused = {{u"CLIENT LIST"_s, u"lockmaster"_s, u"+client|list"_s, u"The first reason."_s},
                     {u"CONFIG GET"_s, u"lockmaster"_s, u"+config|get"_s, u"Another."_s},
                     {u"LATENCY"_s, u"lockmaster"_s, {}, u"There is no such command."_s}};
    state.refused.erase(state.refused.begin(), state.refused.end() - commands);
    return state;
}

inline Snapshots refusingCache(const RedisState &state)
{
    Snapshot snapshot = *cache(state).front();
    for (const RefusedCommand &one : snapshot.redis->refused)
        snapshot.hidden.push_back(one.reason);
    return alone(snapshot);
}

inline RedisState renaming(const QStringList &commands)
{
    RedisState state;
    for (const QString &command : commands)
        state.refused.push_back({command, u"lockmaster"_s, {}, u"The server has no command "_s + command});
    return state;
}

inline void addSentinels(Troubles &all)
{
    const RedisState renamed = renaming({u"CONFIG GET"_s, u"SLOWLOG LEN"_s, u"SLOWLOG GET"_s, u"CLIENT LIST"_s});
    const QString primary = u"10.0.0.7:6379"_s;
    const auto at = [&](const QStringList &flags) {
        return alone(watching(u"s1"_s, u"10.0.0.1:26379"_s, primary, flags));
    };
    all.insert(all.end(), {
                              {"down for it", &rules::sentinelPrimary, at({u"s_down"_s})},
                              {"down for all", &rules::sentinelPrimary, at({u"s_down"_s, u"o_down"_s})},
                              {"too few", &rules::sentinelQuorum, at({u"s_down"_s})},
                              {"one is down", &rules::sentinelDegraded, alone(degraded(u"10.0.0.2:26379"_s))},
                              {"a ghost", &rules::sentinelDegraded, alone(degraded(u"10.0.0.1:26379"_s))},
                              {"tilted", &rules::sentinelTilt, at({})},
                              {"a hidden answer", &rules::sentinelHidden, at({})},
                              {"one command is not there", &rules::redisHidden, refusingCache(refusing(1))},
                              {"one command is refused", &rules::redisHidden, refusingCache(refusing(2))},
                              {"several are refused", &rules::redisHidden, refusingCache(refusing(3))},
                              {"several are renamed", &rules::redisHidden, refusingCache(renamed)},
                              {"INFO is renamed", &rules::redisHidden, refusingCache(renaming({u"INFO"_s}))},
                          });
}

} // namespace lockmaster::fixtures
