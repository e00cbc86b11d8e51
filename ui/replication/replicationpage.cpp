// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/replicationpage.h"

#include "model/postgres/postgres.h"
#include "watch/momentbus.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/table/tableview.h"
#include "ui/replication/latestandbys.h"
#include "ui/replication/replicationwords.h"
#include "ui/replication/topologyview.h"
#include "ui/replication/waltiles.h"

#include <algorithm>
#include <utility>

namespace lockmaster {

namespace {

/// Of the server from which the one looked at streams, as it is drawn; empty: from none in sight.
QString upstreamName(const std::vector<TopologyNode> &nodes)
{
    const auto self = std::ranges::find(nodes, true, &TopologyNode::isThis);
    return self == nodes.end() || self->parent < 0 ? QString() : nodes[std::size_t(self->parent)].name;
}

} // namespace

ReplicationPage::ReplicationPage(MomentBus &bus, QWidget *parent)
    : TablesPage(QStringLiteral("replication"), tr("Replication"), {walTiles, walCharts()}, bus, parent)
    , m_standbys(standbyColumns())
    , m_slots(slotColumns())
    , m_topology(new TopologyView(this))
    , m_upstream(new PlainLabel({}, FontRole::Body, Tone::Normal, this))
    , m_measure(new PlainLabel({}, FontRole::Caption, Tone::Muted, this))
    , m_standbyView(new TableView(QStringLiteral("standbys"), tr("Standbys"), m_standbys, this))
    , m_slotView(new TableView(QStringLiteral("slots"), tr("Slots"), m_slots, this))
{
    addParts();
    m_upstream->setWordWrap(true);
    m_measure->setWordWrap(true);
    m_standbyView->setDefaultSort(m_standbys.columnOf(u"replay"), Qt::DescendingOrder);
    m_slotView->setDefaultSort(m_slots.columnOf(u"kept"), Qt::DescendingOrder);
    m_slotActions = new RowActions(ServerKind::PostgreSql, u"slot", *this, *m_slotView,
                                   [this](int row) { return m_slots.row(row).slot.name; });
    connect(m_topology, &TopologyView::targetActivated, this,
            [this](const QString &target) { Q_EMIT elsewhereRequested(target, id(), {}); });
}

void ReplicationPage::addParts()
{
    addPart(m_topology);
    addPart(m_upstream);
    addGap();
    addHeading(tr("Standbys"));
    addPart(m_standbyView);
    addPart(m_measure);
    addGap();
    addHeading(tr("Slots"));
    addPart(m_slotView);
    addTable(*m_standbyView);
    addTable(*m_slotView);
}

QString ReplicationPage::badge(const Snapshot &snapshot) const
{
    const int late = isLive(snapshot.link) ? lateCount(bus().findingsOf(snapshot.target)) : 0;
    return late > 0 ? QString::number(late) : QString();
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
    TablesPage::targetChanged();
    m_standbys.setRows({});
    m_slots.setRows({});
    m_topology->setNodes({});
}

Note ReplicationPage::noteOf(const Snapshot &snapshot) const
{
    return replicationNote(snapshot);
}

void ReplicationPage::showTables(const Snapshot &snapshot)
{
    m_standbys.setRows(standbyRows(snapshot, bus().findingsOf(target())));
    m_slots.setRows(slotRows(snapshot));
    for (TableView *view : {m_standbyView, m_slotView})
        view->setStale(!isLive(snapshot.link));
    showTopology(snapshot);
    showWords(snapshot);
}

void ReplicationPage::showTopology(const Snapshot &snapshot)
{
    std::vector<TopologyNode> nodes = topology(bus(), target());
    markLate(nodes, standbyRows(snapshot, bus().findingsOf(target())));
    m_topology->setNodes(std::move(nodes));
    m_topology->setVisible(!m_topology->nodes().empty());
}

void ReplicationPage::showWords(const Snapshot &snapshot)
{
    const auto here = snapshot.postgres ? snapshot.postgres->replication : nullptr;
    m_upstream->setText(here ? upstreamWords(*snapshot.postgres, upstreamName(m_topology->nodes())) : QString());
    m_upstream->setVisible(!m_upstream->text().isEmpty());
    m_measure->setText(here ? measureWords(*here) : QString());
    m_standbyView->setEmptyText(here ? noStandbyWords(*here) : tr("Replication has not been read yet."));
    m_slotView->setEmptyText(
        here ? tr("There are no slots: nothing keeps WAL for a standby or subscriber that is gone for a while.")
             : tr("Slots have not been read yet."));
}

} // namespace lockmaster

#include "moc_replicationpage.cpp"
