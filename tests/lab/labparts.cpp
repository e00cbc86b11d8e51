// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a lab that are there on request.
#include "lab/lab.h"

#include "lab/process/processes.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kRedisPatience{10};

Result<void> waitForLink(const RedisServer &replica)
{
    const auto isLinked = [&] { return replica.ask(u"INFO replication"_s).contains("master_link_status:up"); };
    if (!waitUntil(isLinked, kRedisPatience)) {
        return fail(ErrorKind::Starting, u"the Redis replica did not find its primary"_s);
    }
    return {};
}

/// A Sentinel's word on its primary: names and values in turn, each in a line of its own after its length.
bool knowsAll(const RedisServer &sentinel)
{
    const QByteArray words = sentinel.ask(u"SENTINEL MASTER orders"_s).replace("\r\n", " ");
    return words.contains("num-slaves $1 1 ") && words.contains("num-other-sentinels $1 2 ");
}

} // namespace

void Lab::makeServers()
{
    const auto has = [this](LabPart part) { return m_options.parts.testFlag(part); };
    m_primary = std::make_unique<PostgresServer>(*m_folder, u"orders-primary"_s);
    const int standbys = has(LabPart::Cascade) ? 3 : has(LabPart::Standbys) ? 2 : 0;
    for (int number = 1; number <= standbys; ++number) {
        m_standbys.push_back(std::make_unique<PostgresServer>(*m_folder, u"orders-standby-%1"_s.arg(number)));
    }
    if (has(LabPart::PgBouncer)) {
        m_pgbouncer = std::make_unique<PgBouncerServer>(*m_folder);
    }
    QStringList redis = has(LabPart::Redis) ? QStringList{u"redis-primary"_s, u"redis-replica"_s} : QStringList();
    if (has(LabPart::Sentinel)) {
        redis += {u"sentinel-1"_s, u"sentinel-2"_s, u"sentinel-3"_s};
    }
    for (const QString &name : std::as_const(redis)) {
        m_redis.push_back(std::make_unique<RedisServer>(*m_folder, name, m_roles));
    }
    if (has(LabPart::Valkey)) {
        m_valkey = std::make_unique<RedisServer>(*m_folder, u"valkey"_s, m_roles, RedisBrand::Valkey);
    }
    if (has(LabPart::Cluster)) {
        m_cluster = std::make_unique<LabCluster>(*m_folder, m_roles);
    }
}

Result<void> Lab::configureServers()
{
    const auto pgbouncer = [&] { return m_pgbouncer->create(m_roles, m_certificate, m_primary->port()); };
    return (m_pgbouncer ? pgbouncer() : Result<void>())
        .and_then([&] { return configureRedis(); })
        .and_then([&] { return m_valkey ? m_valkey->createPrimary(m_certificate) : Result<void>(); })
        .and_then([&] { return m_cluster ? m_cluster->create() : Result<void>(); });
}

Result<void> Lab::configureRedis()
{
    if (m_redis.empty()) {
        return {};
    }
    Result<void> done = redisPrimary().createPrimary(m_certificate).and_then([&] {
        return redisReplica().createReplica(redisPrimary());
    });
    for (std::size_t i = 2; i < m_redis.size(); ++i) {
        done = done.and_then([&] { return m_redis[i]->createSentinel(redisPrimary()); });
    }
    return done;
}

Result<void> Lab::startStandbys()
{
    if (m_standbys.empty()) {
        return {};
    }
    const std::size_t count = m_standbys.size();
    const auto copy = [this](int number) { return standby(number).startCopy(*m_primary, password(u"replicator"_s)); };
    Result<void> done = copy(1).and_then([&] { return copy(2); }).and_then([&] { return startStandby(1); });
    // The third is copied later than the first, which so has all the WAL that the third will want from it.
    done = done.and_then([&] { return count < 3 ? Result<void>() : copy(3); });
    return done.and_then([&] { return startStandby(2); }).and_then([&] {
        return count < 3 ? Result<void>() : startStandby(3);
    });
}

Result<void> Lab::startStandby(int number)
{
    return standby(number)
        .finishCopy(upstreamOf(number), password(u"replicator"_s), m_options.settings)
        .and_then([&] { return standby(number).start(); })
        .transform([&] { tell(standby(number).name()); });
}

Result<void> Lab::rebuildStandby(int number)
{
    PostgresServer &server = standby(number);
    return (server.isRunning() ? server.stop(StopMode::Immediate) : Result<void>())
        .and_then([&] { return server.startCopy(*m_primary, password(u"replicator"_s)); })
        .and_then([&] { return startStandby(number); });
}

Result<void> Lab::startPgBouncer()
{
    return m_pgbouncer ? m_pgbouncer->start().transform([this] { tell(u"pgbouncer"_s); }) : Result<void>();
}

Result<void> Lab::startRedis()
{
    Result<void> done;
    for (const auto &server : m_redis) {
        // A Sentinel looks at a replica every ten seconds: what it sees first has to be well.
        done = done.and_then(
                       [&] { return server->name() == u"sentinel-1" ? waitForLink(redisReplica()) : Result<void>(); })
                   .and_then([&] { return server->start(); })
                   .transform([&] { tell(server->name()); });
    }
    return done;
}

Result<void> Lab::startValkey()
{
    return m_valkey ? m_valkey->start().transform([this] { tell(m_valkey->name()); }) : Result<void>();
}

Result<void> Lab::startCluster()
{
    return m_cluster ? m_cluster->start().transform([this] { tell(m_cluster->node(1).name()); }) : Result<void>();
}

Result<void> Lab::waitForRedis()
{
    const auto linked = m_redis.empty() ? Result<void>() : waitForLink(redisReplica());
    return linked
        .and_then([this] {
            const bool isSet =
                m_redis.size() < 5
                || waitUntil([this] { return knowsAll(sentinel(1)) && knowsAll(sentinel(2)) && knowsAll(sentinel(3)); },
                             kRedisPatience);
            return isSet ? Result<void>() : fail(ErrorKind::Starting, u"the Sentinels did not find each other"_s);
        })
        .and_then([this] { return m_cluster ? m_cluster->finish() : Result<void>(); });
}

} // namespace lockmaster
