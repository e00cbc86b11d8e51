// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/nodecolumns.h"

#include "ui/cluster/slotmap.h"
#include "ui/common/rows/columnkinds.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

using Row = NodeRow;
using Column = KeyedColumn<Row>;

struct NodeColumns {
    Q_DECLARE_TR_FUNCTIONS(NodeColumns)
};

QString roleText(const Row &row)
{
    return row.node.role == RedisRole::Primary   ? NodeColumns::tr("primary")
           : row.node.role == RedisRole::Replica ? NodeColumns::tr("replica")
                                                 : unknownValue();
}

QString stateText(const Row &row)
{
    if (row.node.isFailing)
        return NodeColumns::tr("failed");
    if (row.node.isSuspect)
        return NodeColumns::tr("suspected (PFAIL)");
    if (!row.node.isLinked && !row.node.isMyself)
        return NodeColumns::tr("no link");
    return row.node.isMyself ? NodeColumns::tr("answers (this node)") : NodeColumns::tr("connected");
}

std::optional<HealthState> stateRole(const Row &row)
{
    if (row.node.isFailing)
        return HealthState::Critical;
    const bool isWeak = row.node.isSuspect || (!row.node.isLinked && !row.node.isMyself);
    return isWeak ? HealthState::Warning : HealthState::Ok;
}

void addIdentity(std::vector<Column> &columns)
{
    Column address = lineColumn<Row>(
        columnInfo("address", NodeColumns::tr("Address"), NodeColumns::tr("As the nodes call each other."), 18),
        [](const Row &row) { return row.node.address; });
    address.swatch = [](const Row &row) { return row.owner >= 0 ? SlotMap::ownerColor(row.owner) : QColor(); };
    columns.push_back(std::move(address));
    columns.push_back(
        {.info = columnInfo("role", NodeColumns::tr("Role"), NodeColumns::tr("As CLUSTER NODES tells it."), 7),
         .text = roleText});
    columns.push_back(
        {.info = columnInfo(
             "state", NodeColumns::tr("State"),
             NodeColumns::tr("As this node sees it: failed (FAIL) when most primaries agree, suspected (PFAIL) "
                             "when only this one misses it."),
             18),
         .text = stateText,
         .state = stateRole});
    columns.back().info.tints = true;
    columns.push_back(lineColumn<Row>(
        columnInfo("primary", NodeColumns::tr("Replica of"), NodeColumns::tr("Address of its primary."), 16),
        [](const Row &row) { return row.primary; }));
}

void addSlots(std::vector<Column> &columns)
{
    columns.push_back({.info = columnInfo("slots", NodeColumns::tr("Slots"),
                                          NodeColumns::tr("How many of the 16,384 it serves; replicas serve none."), 7),
                       .text =
                           [](const Row &row) {
                               return row.node.role == RedisRole::Replica ? QString()
                                                                          : formatCount(slotCount(row.node));
                           },
                       .value = [](const Row &row) { return CellValue(double(slotCount(row.node))); }});
    columns.back().info.isNumeric = true;
    columns.push_back({.info = columnInfo("ranges", NodeColumns::tr("Which"),
                                          NodeColumns::tr("Ranges of slots, both ends included."), 13),
                       .text = [](const Row &row) { return slotWords(row.node); }});
    columns.back().info.isElastic = true;
}

void addFigures(std::vector<Column> &columns)
{
    columns.push_back(lineColumn<Row>(columnInfo("target", NodeColumns::tr("In this fleet"),
                                                 NodeColumns::tr("Name of the target, when the node is one."), 12),
                                      [](const Row &row) { return row.figures.target; }));
    columns.push_back(rateColumn<Row>(columnInfo("operations", NodeColumns::tr("Operations"),
                                                 NodeColumns::tr("Commands per second; of targets of the fleet."), 9),
                                      [](const Row &row) { return row.figures.operations; }));
    columns.push_back(
        bytesColumn<Row>(columnInfo("memory", NodeColumns::tr("Memory"),
                                    NodeColumns::tr("Used by its own count; of targets of the fleet."), 8),
                         [](const Row &row) { return row.figures.memory; }));
    columns.push_back(countColumn<Row>(columnInfo("clients", NodeColumns::tr("Clients"),
                                                  NodeColumns::tr("Connected clients; of targets of the fleet."), 8),
                                       [](const Row &row) { return row.figures.clients; }));
    columns.push_back(
        countColumn<Row>(columnInfo("epoch", NodeColumns::tr("Epoch"),
                                    NodeColumns::tr("Of two that claim a slot the higher one wins."), 7, true),
                         [](const Row &row) { return std::optional(double(row.node.epoch)); }));
    columns.push_back(lineColumn<Row>(columnInfo("id", NodeColumns::tr("Node id"),
                                                 NodeColumns::tr("Stays the same when its address changes."), 42, true),
                                      [](const Row &row) { return row.node.id; }));
}

} // namespace

std::vector<KeyedColumn<NodeRow>> nodeColumns()
{
    std::vector<Column> columns;
    addIdentity(columns);
    addSlots(columns);
    addFigures(columns);
    return columns;
}

} // namespace lockmaster
