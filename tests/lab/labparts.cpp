// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a lab that are there on request.
#include "lab/lab.h"

#include "lab/processes.h"

namespace lockmaster {

Result<void> Lab::startStandbys()
{
    if (!m_options.parts.testFlag(LabPart::Standbys)) {
        return {};
    }
    Result<void> done;
    for (std::size_t i = 0; i < m_standbys.size() && done; ++i) { // both are copied at once
        m_standbys[i] = std::make_unique<PostgresServer>(*m_folder, QStringLiteral("orders-standby-%1").arg(i + 1));
        done = m_standbys[i]->startCopy(*m_primary, password(QStringLiteral("replicator")));
    }
    for (std::size_t i = 0; i < m_standbys.size() && done; ++i) {
        PostgresServer &standby = *m_standbys[i];
        done = standby.finishCopy(m_options.settings).and_then([&] { return standby.start(); });
    }
    return done;
}

Result<void> Lab::startPgBouncer()
{
    if (!m_options.parts.testFlag(LabPart::PgBouncer)) {
        return {};
    }
    m_pgbouncer = std::make_unique<PgBouncerServer>(*m_folder);
    return m_pgbouncer->create(m_roles, m_certificate, m_primary->port()).and_then([this] { return m_pgbouncer->start(); });
}

Result<void> Lab::startRedis()
{
    if (!m_options.parts.testAnyFlags(LabPart::Redis | LabPart::Sentinel)) {
        return {};
    }
    QStringList names{QStringLiteral("redis-primary"), QStringLiteral("redis-replica")};
    if (m_options.parts.testFlag(LabPart::Sentinel)) {
        names += {QStringLiteral("sentinel-1"), QStringLiteral("sentinel-2"), QStringLiteral("sentinel-3")};
    }
    Result<void> done;
    for (const QString &name : names) {
        m_redis.push_back(std::make_unique<RedisServer>(*m_folder, name, password(QStringLiteral("lockmaster"))));
        RedisServer &server = *m_redis.back();
        done = done.and_then([&] {
                       return name == u"redis-primary"   ? server.createPrimary()
                              : name == u"redis-replica" ? server.createReplica(redisPrimary())
                                                         : server.createSentinel(redisPrimary());
                   })
                   .and_then([&] { return server.start(); });
    }
    return done;
}

Result<void> Lab::waitForRedis()
{
    const auto isLinked = [this] {
        return redisReplica().ask(QStringLiteral("INFO replication")).contains("master_link_status:up");
    };
    // A Sentinel's word on its primary: names and values in turn, each in a line of its own after its length.
    const auto knowsAll = [this] {
        const QByteArray words = sentinel(3).ask(QStringLiteral("SENTINEL MASTER orders")).replace("\r\n", " ");
        return words.contains("num-slaves $1 1 ") && words.contains("num-other-sentinels $1 2 ");
    };
    constexpr std::chrono::seconds kPatience{10};
    const bool up = (m_redis.empty() || waitUntil(isLinked, kPatience)) && (m_redis.size() < 5 || waitUntil(knowsAll, kPatience));
    return up ? Result<void>() : fail(ErrorKind::Starting, QStringLiteral("the Redis servers did not find each other"));
}

} // namespace lockmaster
