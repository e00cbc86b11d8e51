// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The first page of every target: its main numbers. GUI thread.
#pragma once

#include "ui/common/page.h"
#include "ui/charts/dashboard.h"

namespace lockmaster {

/// What a PostgreSQL server's overview shows.
DashboardContent postgresOverview();

class OverviewPage : public Page
{
    Q_OBJECT
public:
    OverviewPage(DashboardContent content, MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void setReach(std::chrono::seconds reach) override;
    [[nodiscard]] Dashboard &dashboard() const { return *m_dashboard; }

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    Dashboard *m_dashboard;
};

} // namespace lockmaster
