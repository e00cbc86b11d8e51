// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clusterpage.h"

#include "ui/cluster/clustertiles.h"
#include "ui/cluster/slotmap.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/charts/tilerow.h"
#include "ui/redis/fleetlookup.h"
#include "ui/redis/redisnotes.h"

#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

/// The address of a replica's primary; its id when the node that is asked does not know it.
QString primaryOf(const RedisCluster &cluster, const RedisClusterNode &node)
{
    const auto found = std::ranges::find(cluster.nodes, node.primaryId, &RedisClusterNode::id);
    return found == cluster.nodes.end() ? node.primaryId : found->address;
}

} // namespace

ClusterPage::ClusterPage(MomentBus &bus, QWidget *parent)
    : RedisPage(u"cluster"_s, tr("Cluster"), bus, parent)
    , m_nodes(nodeColumns())
    , m_stack(new QStackedWidget(this))
    , m_empty(new PlainLabel({}, FontRole::Body, Tone::Muted, this))
    , m_tiles(new TileRow(clusterTiles(Snapshot()), this))
    , m_map(new SlotMap(this))
    , m_table(new TableFrame(u"redis_nodes"_s, tr("Nodes"), m_nodes, this))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeBoard());
    setContent(m_stack, false);
    offerMembers();
}

QWidget *ClusterPage::makeBoard()
{
    auto *board = new QWidget(this);
    auto *column = new QVBoxLayout(board);
    column->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    column->setSpacing(size::kGroup);
    column->addWidget(m_tiles);
    column->addWidget(m_map);
    column->addWidget(m_table, 1);
    m_table->view().setDefaultSort(m_nodes.columnOf(u"address"), Qt::AscendingOrder);
    return board;
}

QString ClusterPage::badge(const Snapshot &snapshot) const
{
    if (!snapshot.redis || !snapshot.redis->cluster)
        return {};
    const int holes = kClusterSlots - snapshot.redis->cluster->slotsAssigned + snapshot.redis->cluster->slotsFailing;
    return holes > 0 ? formatCount(holes) : QString();
}

QString ClusterPage::emptyText() const
{
    return m_stack->currentWidget() == m_empty ? m_empty->text() : QString();
}

void ClusterPage::showRedis(const Snapshot &snapshot, const RedisState &state)
{
    if (!state.cluster) {
        const bool isMember = state.identity.mode == u"cluster";
        return showNothing(
            isMember ? absentWords(snapshot, {u"CLUSTER INFO"_s, u"CLUSTER NODES"_s},
                                   tr("The cluster will be read with the next sample."))
                     : tr("Cluster mode is off here (cluster-enabled no). Replicas are on the Replication page."));
    }
    m_stack->setCurrentIndex(1);
    m_tiles->setTexts(clusterTiles(snapshot));
    m_map->setCluster(state.cluster);
    showNodes(*state.cluster);
    m_table->view().setStale(!isLive(snapshot.link));
    m_table->view().setEmptyText(
        state.cluster->nodes.empty()
            ? absentWords(snapshot, {u"CLUSTER NODES"_s}, tr("The nodes have not been read yet."))
            : tr("No node matches. Clear the filters (Escape) to see the rest."));
    m_table->setStatus(tr("%n nodes as this one sees them", nullptr, int(state.cluster->nodes.size())) + u"  ·  "_s
                           + asOfWords(snapshot),
                       isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
}

void ClusterPage::showNodes(const RedisCluster &cluster)
{
    const auto owners = slotOwners(cluster);
    std::vector<NodeRow> rows;
    for (const RedisClusterNode &node : cluster.nodes) {
        const RedisClusterNode *colored = &node;
        if (node.role == RedisRole::Replica) {
            const auto primary = std::ranges::find(cluster.nodes, node.primaryId, &RedisClusterNode::id);
            colored = primary == cluster.nodes.end() ? &node : &*primary;
        }
        const auto owner = std::ranges::find(owners, colored);
        rows.push_back({node, primaryOf(cluster, node), owner == owners.end() ? -1 : int(owner - owners.begin()),
                        figuresOf(node)});
    }
    m_nodes.setRows(std::move(rows));
}

NodeFigures ClusterPage::figuresOf(const RedisClusterNode &node) const
{
    NodeFigures figures{.target = node.isMyself ? target() : targetNameAt(bus(), {node.address}, ServerKind::Redis)};
    const SnapshotPtr snapshot = figures.target.isEmpty() ? nullptr : bus().shown(figures.target);
    if (!snapshot || !snapshot->redis || !isLive(snapshot->link))
        return figures;
    const double operations = sampleValue(*snapshot, u"rate(redis_commands_processed_total)");
    figures.operations = std::isnan(operations) ? std::nullopt : std::optional(operations);
    figures.memory = snapshot->redis->number(u"used_memory"_s);
    figures.clients = snapshot->redis->number(u"connected_clients"_s);
    return figures;
}

void ClusterPage::showNothing(const QString &why)
{
    m_nodes.setRows({});
    m_empty->setText(why);
    m_stack->setCurrentIndex(0);
}

} // namespace lockmaster

#include "moc_clusterpage.cpp"
