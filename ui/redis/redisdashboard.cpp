// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/redisdashboard.h"

#include "ui/redis/persistencetiles.h"
#include "ui/redis/redischarts.h"
#include "ui/redis/redistiles.h"

namespace lockmaster {

DashboardContent redisOverview()
{
    return {redisTiles, redisCharts()};
}

DashboardContent redisPersistence()
{
    return {persistenceTiles, persistenceCharts()};
}

RedisDashboardPage::RedisDashboardPage(const QString &id, const QString &title, DashboardContent content,
                                       MomentBus &bus, QWidget *parent)
    : RedisPage(id, title, bus, parent), m_dashboard(new Dashboard(std::move(content), title, bus, this))
{
    setContent(m_dashboard, false);
    if (id == u"overview")
        offerMembers();
}

void RedisDashboardPage::setReach(std::chrono::seconds reach)
{
    m_dashboard->setReach(reach);
}

void RedisDashboardPage::targetChanged()
{
    m_dashboard->setTarget(target());
    RedisPage::targetChanged();
}

void RedisDashboardPage::showRedis(const Snapshot &snapshot, const RedisState &)
{
    m_dashboard->showSnapshot(snapshot);
}

void RedisDashboardPage::showNothing(const QString &)
{
    m_dashboard->showSnapshot(Snapshot());
}

} // namespace lockmaster

#include "moc_redisdashboard.cpp"
