// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of actions on Redis, Valkey and Sentinels of the lab.
#pragma once

#include "fleettest.h"
#include "lab/redis/labredisclient.h"
#include "lab/watch/faultproxy.h"

namespace lockmaster::test {

/// Of the default user, who may do all.
inline Target redisTarget(const RedisServer &server)
{
    Target target = targetOf(server);
    std::erase_if(target.parameters, [](const auto &one) { return one.first == u"user"; });
    return target;
}

class RedisTest : public FleetTest
{
protected:
    void useServers(const std::vector<RedisServer *> &servers)
    {
        std::vector<Place> places;
        for (RedisServer *server : servers)
            places.push_back({redisTarget(*server), server->password()});
        use(std::move(places));
    }
    RedisServer &one() { return m_lab->redisPrimary(); }
    RedisServer &two() { return m_lab->redisReplica(); }
    RedisServer &primary() { return one().info(QStringLiteral("role")) == u"master" ? one() : two(); }
    RedisServer &replica() { return one().info(QStringLiteral("role")) == u"master" ? two() : one(); }

    /// The server as a user of its own, who may do this and no more.
    void useAs(RedisServer &server, const QString &rules)
    {
        QVERIFY(server.order(QStringLiteral("ACL SETUSER tester reset on >tester-secret ") + rules));
        Target target = redisTarget(server);
        target.parameters.emplace_back(QStringLiteral("user"), QStringLiteral("tester"));
        use({{target, QStringLiteral("tester-secret")}});
    }
    /// The server through a proxy that loses the request with these words, or its answer.
    std::unique_ptr<FaultProxy> useLosing(RedisServer &server, const RedisCommand &command, FaultProxy::Lost lost)
    {
        auto proxy = std::make_unique<FaultProxy>(server.port());
        Target target = redisTarget(server);
        for (auto &[keyword, value] : target.parameters) {
            if (keyword == u"port")
                value = QString::number(proxy->port());
        }
        use({{target, server.password()}});
        proxy->loseAt(command.wire(), lost);
        return proxy;
    }
    static QString answerOf(RedisServer &server, const QByteArrayList &command)
    {
        return LabRedisClient(server).ask(command);
    }
    /// What a plan's check says.
    static QString saidBy(const ActionPlan &plan, QLatin1StringView id)
    {
        const Preflight *check = findCheck(plan.preflights, id);
        return check ? check->detail : QString();
    }
};

} // namespace lockmaster::test
