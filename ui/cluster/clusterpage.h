// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Cluster page of a node: state, who serves which slots, the nodes as this one sees them.
#pragma once

#include "ui/cluster/nodecolumns.h"
#include "ui/redis/redispage.h"

class QStackedWidget;

namespace lockmaster {

class PlainLabel;
class SlotMap;
class TableFrame;
class TileRow;

class ClusterPage : public RedisPage
{
    Q_OBJECT
public:
    explicit ClusterPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString badge(const Snapshot &snapshot) const override; ///< slots that nobody serves
    [[nodiscard]] const KeyedTableModel<NodeRow> &nodes() const { return m_nodes; }
    [[nodiscard]] QString emptyText() const; ///< empty while there is a cluster to show

protected:
    void showRedis(const Snapshot &snapshot, const RedisState &state) override;
    void showNothing(const QString &why) override;

private:
    QWidget *makeBoard();
    [[nodiscard]] NodeFigures figuresOf(const RedisClusterNode &node) const;
    void showNodes(const RedisCluster &cluster);

    KeyedTableModel<NodeRow> m_nodes;
    QStackedWidget *m_stack;
    PlainLabel *m_empty;
    TileRow *m_tiles;
    SlotMap *m_map;
    TableFrame *m_table;
};

} // namespace lockmaster
