// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/replicationpage.h"

#include "ui/common/fitrows.h"
#include "ui/common/momentbus.h"
#include "ui/common/notestrip.h"
#include "ui/common/plainlabel.h"
#include "ui/overview/dashboard.h"
#include "ui/overview/tilerow.h"
#include "ui/replication/waltiles.h"
#include "ui/replication/replicationwords.h"
#include "ui/replication/topologyview.h"

#include <QVBoxLayout>
#include <QResizeEvent>
#include <QScrollArea>

namespace lockmaster {

namespace {

constexpr int kMostRows = 8;
constexpr int kThreeCharts = 1480;
constexpr int kChartHeight = 176;
constexpr int kTallestChart = 360;

QScrollArea *scrolled(QWidget *content, const QString &name, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->setAccessibleName(name);
    return scroll;
}

PlainLabel *heading(const QString &text, QWidget *parent)
{
    return new PlainLabel(text, FontRole::Title, Tone::Normal, parent);
}

} // namespace

ReplicationPage::ReplicationPage(MomentBus &bus, QWidget *parent)
    : Page(QStringLiteral("replication"), bus, parent)
    , m_standbys(standbyColumns())
    , m_slots(slotColumns())
    , m_note(new NoteStrip(tr("What is to be known first"), this))
    , m_tiles(new TileRow(walTiles(Snapshot()), this))
    , m_topology(new TopologyView(this))
    , m_upstream(new PlainLabel({}, FontRole::Body, Tone::Normal, this))
    , m_measure(new PlainLabel({}, FontRole::Caption, Tone::Muted, this))
    , m_slotsTitle(heading(tr("Slots"), this))
    , m_standbyView(new TableView(QStringLiteral("standbys"), tr("Standbys"), m_standbys, this))
    , m_slotView(new TableView(QStringLiteral("slots"), tr("Slots"), m_slots, this))
    , m_charts(new Dashboard({[](const Snapshot &) { return std::vector<TileText>(); }, walCharts()}, tr("Replication over time"), bus, this))
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_note);
    column->addWidget(makeTables());
    column->addWidget(m_charts, 1);
    column->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scrolled(content, tr("Replication"), this));
    m_standbyView->setDefaultSort(m_standbys.columnOf(u"replay"), Qt::DescendingOrder);
    m_slotView->setDefaultSort(m_slots.columnOf(u"kept"), Qt::DescendingOrder);
    connect(m_topology, &TopologyView::targetActivated, this,
            [this](const QString &target) { Q_EMIT elsewhereRequested(target, id(), {}); });
}

QWidget *ReplicationPage::makeTables()
{
    auto *box = new QWidget(this);
    box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(size::kGroup, size::kGroup, size::kGroup, size::kInner);
    column->setSpacing(size::kInner);
    m_upstream->setWordWrap(true);
    m_measure->setWordWrap(true);
    column->addWidget(m_tiles);
    column->addSpacing(size::kInner);
    column->addWidget(m_topology);
    column->addWidget(m_upstream);
    column->addSpacing(size::kInner);
    column->addWidget(heading(tr("Standbys"), box));
    column->addWidget(m_standbyView);
    column->addWidget(m_measure);
    column->addSpacing(size::kInner);
    column->addWidget(m_slotsTitle);
    column->addWidget(m_slotView);
    return box;
}

QString ReplicationPage::title() const
{
    return tr("Replication");
}

void ReplicationPage::setReach(std::chrono::seconds reach)
{
    m_charts->setReach(reach);
}

QString ReplicationPage::upstreamText() const
{
    return m_upstream->text();
}

QString ReplicationPage::measureText() const
{
    return m_measure->text();
}

void ReplicationPage::targetChanged()
{
    m_charts->setTarget(target());
    m_standbys.setRows({});
    m_slots.setRows({});
    m_topology->setNodes({});
}

void ReplicationPage::showSnapshot(const Snapshot &snapshot)
{
    m_note->setNote(replicationNote(snapshot));
    m_tiles->setTexts(walTiles(snapshot));
    m_charts->showSnapshot(snapshot);
    showTopology();
    showTables(snapshot);
}

void ReplicationPage::showTopology()
{
    std::vector<SnapshotPtr> fleet;
    for (const Target &each : bus().fleet().targets)
        fleet.push_back(bus().shown(each.name));
    m_topology->setNodes(topology(fleet, target()));
    m_topology->setVisible(!m_topology->nodes().empty());
}

void ReplicationPage::showTables(const Snapshot &snapshot)
{
    m_standbys.setRows(standbyRows(snapshot));
    m_slots.setRows(slotRows(snapshot));
    fitRows(*m_standbyView, m_standbys.totalRows(), kMostRows);
    fitRows(*m_slotView, m_slots.totalRows(), kMostRows);
    const auto here = snapshot.postgres ? snapshot.postgres->replication : nullptr;
    m_upstream->setText(here ? upstreamWords(*snapshot.postgres) : QString());
    m_upstream->setVisible(!m_upstream->text().isEmpty());
    m_measure->setText(here ? measureWords(*here) : QString());
    m_standbyView->setEmptyText(here ? noStandbyWords(*here) : tr("Replication was not read yet."));
    m_slotView->setEmptyText(here ? tr("There are no slots: nothing keeps WAL for a standby or subscriber that is gone for a while.")
                                  : tr("Slots were not read yet."));
    const bool isStale = !isLive(snapshot.link);
    m_standbyView->setStale(isStale);
    m_slotView->setStale(isStale);
}

void ReplicationPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const int lines = event->size().width() >= kThreeCharts ? 1 : 2;
    m_charts->setMinimumHeight(lines * kChartHeight + size::kGroup);
    m_charts->setMaximumHeight(lines * kTallestChart + size::kGroup);
}

} // namespace lockmaster
