// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/redistiles.h"

#include "base/format.h"
#include "base/hostport.h"
#include "base/text.h"
#include "model/redis/redis.h"
#include "ui/redis/persistencetiles.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "watch/health.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct RedisTiles {
    Q_DECLARE_TR_FUNCTIONS(RedisTiles)
};

QString bytes(double value)
{
    return formatBytes(std::llround(value));
}

/// Why a number that is reckoned from two answers of INFO is not there.
QString noRate(const Snapshot &snapshot)
{
    return snapshot.redis->info.isEmpty() ? notTold(snapshot) : RedisTiles::tr("a rate needs two samples");
}

TileText operations(const Snapshot &snapshot)
{
    const QString title = RedisTiles::tr("Operations");
    const double rate = sampleValue(snapshot, u"rate(redis_commands_processed_total)");
    if (std::isnan(rate))
        return unknownTile("operations", title, noRate(snapshot));
    const double in = sampleValue(snapshot, u"rate(redis_net_input_bytes_total)");
    const double out = sampleValue(snapshot, u"rate(redis_net_output_bytes_total)");
    const bool isKnown = !std::isnan(in) && !std::isnan(out);
    const QString network =
        isKnown ? RedisTiles::tr("network in %1/s, out %2/s").arg(bytes(in), bytes(out)) : QString();
    return {u"operations"_s, title, formatRate(rate), network, HealthState::Ok};
}

TileText hitRate(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = RedisTiles::tr("Hit rate");
    const double hits = sampleValue(snapshot, u"rate(redis_keyspace_hits_total)");
    const double misses = sampleValue(snapshot, u"rate(redis_keyspace_misses_total)");
    const double ratio = sampleValue(snapshot, u"lockmaster_hit_ratio");
    if (std::isnan(ratio))
        return unknownTile("hitrate", title,
                           std::isnan(hits + misses) ? noRate(snapshot)
                                                     : RedisTiles::tr("no key was looked up since the last sample"));
    const QString note = std::isnan(hits + misses) ? RedisTiles::tr("of the lookups since the last sample")
                                                   : RedisTiles::tr("of %1 lookups").arg(formatRate(hits + misses));
    return {u"hitrate"_s, title, formatPercent(ratio), note, stateOf(findings, u"redis.hit_rate")};
}

QString policyWords(const RedisState &state)
{
    const QString policy = plainLine(state.info.value(u"maxmemory_policy"_s));
    return policy.isEmpty() ? RedisTiles::tr("policy not known") : policy;
}

TileText memory(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const RedisState &state = *snapshot.redis;
    const QString title = RedisTiles::tr("Memory");
    const auto used = state.number(u"used_memory"_s);
    const auto limit = state.number(u"maxmemory"_s);
    if (!used)
        return unknownTile("memory", title, notTold(snapshot));
    if (!limit || *limit <= 0)
        return {u"memory"_s, title, bytes(*used),
                limit ? RedisTiles::tr("no limit is set (maxmemory 0)") : RedisTiles::tr("the limit is not known"),
                HealthState::Ok};
    return {u"memory"_s, title, u"%1 / %2"_s.arg(bytes(*used), bytes(*limit)),
            u"%1 · %2"_s.arg(formatPercent(limitedMemory(state).value_or(*used) / *limit), policyWords(state)),
            stateOf(findings, u"redis.memory")};
}

std::optional<double> clientLimit(const RedisState &state)
{
    if (const auto told = state.number(u"maxclients"_s))
        return told;
    const auto setting = state.settings.find(u"maxclients"_s);
    return setting == state.settings.end() ? std::nullopt : std::optional(setting->second.toDouble());
}

TileText clients(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const RedisState &state = *snapshot.redis;
    const QString title = RedisTiles::tr("Clients");
    const auto connected = state.number(u"connected_clients"_s);
    if (!connected)
        return unknownTile("clients", title, notTold(snapshot));
    const auto limit = clientLimit(state);
    const QString count = formatCount(std::llround(*connected));
    if (!limit || *limit <= 0)
        return {u"clients"_s, title, count, RedisTiles::tr("the limit (maxclients) is not known"), HealthState::Ok};
    return {u"clients"_s, title, u"%1 / %2"_s.arg(count, formatCount(std::llround(*limit))),
            RedisTiles::tr("%1 of maxclients").arg(formatPercent(*connected / *limit)),
            stateOf(findings, u"redis.clients")};
}

TileText blocked(const Snapshot &snapshot)
{
    const QString title = RedisTiles::tr("Blocked clients");
    const auto waiting = snapshot.redis->number(u"blocked_clients"_s);
    if (!waiting)
        return unknownTile("blocked", title, notTold(snapshot));
    return {u"blocked"_s, title, formatCount(std::llround(*waiting)),
            *waiting > 0 ? RedisTiles::tr("wait in BLPOP, XREAD, …") : RedisTiles::tr("nobody waits for a key"),
            HealthState::Ok};
}

TileText evictions(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString title = RedisTiles::tr("Evictions");
    const double rate = sampleValue(snapshot, u"rate(redis_evicted_keys_total)");
    const double expired = sampleValue(snapshot, u"rate(redis_expired_keys_total)");
    if (std::isnan(rate))
        return unknownTile("evictions", title, noRate(snapshot));
    const QString note = std::isnan(expired) ? QString() : RedisTiles::tr("%1 keys expire").arg(formatRate(expired));
    return {u"evictions"_s, title, formatRate(rate), note, stateOf(findings, u"redis.evicting")};
}

TileText ofReplica(const RedisState &state, HealthState judged)
{
    const RedisReplication &replication = state.replication;
    if (!replication.isLinkUp && !replication.isSyncing)
        return unknownTile("replication", RedisTiles::tr("Replica"),
                           RedisTiles::tr("the server does not report its link"));
    const QString from =
        RedisTiles::tr("of %1").arg(hostPortText(plainLine(replication.primaryHost), replication.primaryPort));
    const QString down = replication.linkDownFor
                             ? RedisTiles::tr("Down %1").arg(formatWholeSeconds(*replication.linkDownFor))
                             : RedisTiles::tr("Link down");
    const QString value = replication.isSyncing                  ? RedisTiles::tr("Syncing")
                          : replication.isLinkUp.value_or(false) ? RedisTiles::tr("Link up")
                                                                 : down;
    return {u"replication"_s, RedisTiles::tr("Replica"), value, from, judged};
}

TileText ofPrimary(const RedisState &state)
{
    const auto &replicas = state.replication.replicas;
    const auto online = std::ranges::count(replicas, u"online"_s, &RedisReplica::state);
    std::int64_t behind = 0;
    for (const RedisReplica &replica : replicas)
        behind = std::max(behind, replicaLag(state.replication, replica).value_or(0));
    const bool isWhole = online == std::ssize(replicas);
    QString note = RedisTiles::tr("no replica is connected");
    if (!replicas.empty())
        note = isWhole ? RedisTiles::tr("online, %1 behind at most").arg(bytes(double(behind)))
                       : RedisTiles::tr("only %1 online").arg(online);
    return {u"replication"_s, RedisTiles::tr("Replicas"), formatCount(std::ssize(replicas)), note,
            isWhole ? HealthState::Ok : HealthState::Warning};
}

TileText replication(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    switch (snapshot.redis->info.isEmpty() ? RedisRole::Unknown : snapshot.redis->identity.role) {
    case RedisRole::Primary: return ofPrimary(*snapshot.redis);
    case RedisRole::Replica: return ofReplica(*snapshot.redis, stateOf(findings, u"redis.replication.link"));
    case RedisRole::Unknown: break;
    }
    return unknownTile("replication", RedisTiles::tr("Replication"), notTold(snapshot));
}

std::vector<TileText> nothingYet()
{
    const QString why = RedisTiles::tr("no data yet");
    return {unknownTile("operations", RedisTiles::tr("Operations"), why),
            unknownTile("hitrate", RedisTiles::tr("Hit rate"), why),
            unknownTile("memory", RedisTiles::tr("Memory"), why),
            unknownTile("clients", RedisTiles::tr("Clients"), why),
            unknownTile("evictions", RedisTiles::tr("Evictions"), why),
            unknownTile("blocked", RedisTiles::tr("Blocked clients"), why),
            unknownTile("replication", RedisTiles::tr("Replication"), why),
            savedTile(Snapshot(), {})};
}

} // namespace

std::optional<double> redisNumber(const Snapshot &snapshot, const QString &field)
{
    return snapshot.redis ? snapshot.redis->number(field) : std::nullopt;
}

QString notTold(const Snapshot &snapshot)
{
    if (!snapshot.redis)
        return RedisTiles::tr("no data yet");
    if (snapshot.redis->condition == RedisCondition::Busy)
        return RedisTiles::tr("a script holds the server");
    const auto refused = std::ranges::find(snapshot.redis->refused, u"INFO"_s, &RefusedCommand::command);
    if (refused == snapshot.redis->refused.end())
        return RedisTiles::tr("the server does not say");
    return refused->rule.isEmpty() ? plainLine(refused->reason)
                                   : RedisTiles::tr("hidden: %1").arg(plainLine(allowAll({*refused})));
}

TileText unknownTile(const char *id, const QString &title, const QString &why)
{
    return {QString::fromLatin1(id), title, unknownValue(), why, HealthState::Unknown};
}

std::vector<TileText> redisTiles(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    if (!snapshot.redis)
        return nothingYet();
    return {operations(snapshot),
            hitRate(snapshot, findings),
            memory(snapshot, findings),
            clients(snapshot, findings),
            evictions(snapshot, findings),
            blocked(snapshot),
            replication(snapshot, findings),
            savedTile(snapshot, findings)};
}

} // namespace lockmaster
