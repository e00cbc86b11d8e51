// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a lab that are there on request.
#include "lab/lab.h"

#include "lab/processes.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> Lab::startStandbys()
{
    if (!m_options.parts.testFlag(LabPart::Standbys)) {
        return {};
    }
    Result<void> done;
    for (std::size_t i = 0; i < m_standbys.size() && done; ++i) { // both are copied at once
        m_standbys[i] = std::make_unique<PostgresServer>(*m_folder, u"orders-standby-%1"_s.arg(i + 1));
        done = m_standbys[i]->startCopy(*m_primary, password(u"replicator"_s));
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
    return m_pgbouncer->create(m_roles, m_certificate, m_primary->port()).and_then([this] {
        return m_pgbouncer->start();
    });
}

Result<void> Lab::startRedis()
{
    if (!m_options.parts.testAnyFlags(LabPart::Redis | LabPart::Sentinel)) {
        return {};
    }
    QStringList names{u"redis-primary"_s, u"redis-replica"_s};
    if (m_options.parts.testFlag(LabPart::Sentinel)) {
        names += {u"sentinel-1"_s, u"sentinel-2"_s, u"sentinel-3"_s};
    }
    Result<void> done;
    for (const QString &name : names) {
        m_redis.push_back(std::make_unique<RedisServer>(*m_folder, name, password(u"lockmaster"_s)));
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
        return redisReplica().ask(u"INFO replication"_s).contains("master_link_status:up");
    };
    // A Sentinel's word on its primary: names and values in turn, each in a line of its own after its length.
    const auto knowsAll = [this] {
        const QByteArray words = sentinel(3).ask(u"SENTINEL MASTER orders"_s).replace("\r\n", " ");
        return words.contains("num-slaves $1 1 ") && words.contains("num-other-sentinels $1 2 ");
    };
    constexpr std::chrono::seconds kPatience{10};
    const bool up =
        (m_redis.empty() || waitUntil(isLinked, kPatience)) && (m_redis.size() < 5 || waitUntil(knowsAll, kPatience));
    return up ? Result<void>() : fail(ErrorKind::Starting, u"the Redis servers did not find each other"_s);
}

} // namespace lockmaster
