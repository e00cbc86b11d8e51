// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pages.h"

#include "ui/cluster/clusterpage.h"
#include "ui/locks/lockspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/pgbouncer/bounceroverview.h"
#include "ui/pgbouncer/bouncerpoolspage.h"
#include "ui/pgbouncer/bouncersettingspage.h"
#include "ui/pgbouncer/bouncersocketspage.h"
#include "ui/pools/poolspage.h"
#include "ui/progress/progresspage.h"
#include "ui/redis/clients/clientspage.h"
#include "ui/redis/commands/commandspage.h"
#include "ui/redis/memory/memorypage.h"
#include "ui/redis/redisdashboard.h"
#include "ui/redis/replication/redisreplicationpage.h"
#include "ui/redis/slowlog/slowlogpage.h"
#include "ui/replication/replicationpage.h"
#include "ui/sentinel/sentinelpage.h"
#include "ui/sessions/sessionspage.h"
#include "ui/settings/settingspage.h"
#include "ui/tables/catalogpage.h"

#include <algorithm>
#include <array>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

std::vector<Page *> postgresPages(MomentBus &bus, QWidget *parent)
{
    return {new OverviewPage(postgresOverview(), bus, parent),
            new SessionsPage(bus, parent),
            new LocksPage(bus, parent),
            new PoolsPage(bus, parent),
            new ReplicationPage(bus, parent),
            new CatalogPage(bus, parent),
            new ProgressPage(bus, parent),
            new SettingsPage(bus, parent)};
}

std::vector<Page *> redisPages(MomentBus &bus, QWidget *parent)
{
    return {new RedisDashboardPage(u"overview"_s, RedisPage::tr("Overview"), redisOverview(), bus, parent),
            new RedisClientsPage(bus, parent),
            new SlowLogPage(bus, parent),
            new CommandsPage(bus, parent),
            new MemoryPage(bus, parent),
            new RedisDashboardPage(u"persistence"_s, RedisPage::tr("Persistence"), redisPersistence(), bus, parent),
            new RedisReplicationPage(bus, parent),
            new ClusterPage(bus, parent)};
}

std::vector<Page *> pgBouncerPages(MomentBus &bus, QWidget *parent)
{
    return {new OverviewPage(pgBouncerOverview(), bus, parent), new BouncerPoolsPage(bus, parent),
            new BouncerSocketsPage(SocketSide::Clients, bus, parent),
            new BouncerSocketsPage(SocketSide::Servers, bus, parent), new BouncerSettingsPage(bus, parent)};
}

std::vector<Page *> sentinelPages(MomentBus &bus, QWidget *parent)
{
    return {new SentinelPage(bus, parent)};
}

struct KindPages {
    ServerKind kind;
    std::vector<Page *> (*make)(MomentBus &bus, QWidget *parent);
};

constexpr std::array kPages{KindPages{ServerKind::PostgreSql, postgresPages},
                            KindPages{ServerKind::PgBouncer, pgBouncerPages}, KindPages{ServerKind::Redis, redisPages},
                            KindPages{ServerKind::Sentinel, sentinelPages}};

} // namespace

std::vector<Page *> makePages(ServerKind kind, MomentBus &bus, QWidget *parent)
{
    return std::ranges::find(kPages, kind, &KindPages::kind)->make(bus, parent);
}

} // namespace lockmaster
