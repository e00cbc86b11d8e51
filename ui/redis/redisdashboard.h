// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A page of tiles and charts of a Redis server: Overview and Persistence.
#pragma once

#include "ui/charts/dashboard.h"
#include "ui/redis/redispage.h"

namespace lockmaster {

/// Operations, hit rate, memory, clients.
DashboardContent redisOverview();
/// What is on disk, and how old it is.
DashboardContent redisPersistence();

class RedisDashboardPage : public RedisPage
{
    Q_OBJECT
public:
    RedisDashboardPage(const QString &id, const QString &title, DashboardContent content, MomentBus &bus,
                       QWidget *parent = nullptr);

    void setReach(std::chrono::seconds reach) override;
    [[nodiscard]] Dashboard &dashboard() const { return *m_dashboard; }

protected:
    void showRedis(const Snapshot &snapshot, const RedisState &state) override;
    void showNothing(const QString &why) override;
    void targetChanged() override;

private:
    Dashboard *m_dashboard;
};

} // namespace lockmaster
