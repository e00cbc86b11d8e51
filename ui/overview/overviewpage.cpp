// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "ui/overview/overviewcharts.h"
#include "ui/overview/overviewtiles.h"

#include <QVBoxLayout>

namespace lockmaster {

DashboardContent postgresOverview()
{
    return {[](const Snapshot &snapshot, const auto &) { return overviewTiles(snapshot); }, overviewCharts()};
}

OverviewPage::OverviewPage(DashboardContent content, MomentBus &bus, QWidget *parent)
    : Page(QStringLiteral("overview"), bus, parent)
    , m_dashboard(new Dashboard(std::move(content), tr("Overview"), bus, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_dashboard);
}

QString OverviewPage::title() const
{
    return tr("Overview");
}

void OverviewPage::setReach(std::chrono::seconds reach)
{
    m_dashboard->setReach(reach);
}

void OverviewPage::targetChanged()
{
    m_dashboard->setTarget(target());
}

void OverviewPage::showSnapshot(const Snapshot &snapshot)
{
    m_dashboard->showSnapshot(snapshot);
}

} // namespace lockmaster

#include "moc_overviewpage.cpp"
