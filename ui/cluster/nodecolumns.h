// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows and columns of the table of a cluster's nodes.
#pragma once

#include <vector>

#include "model/redis/redis.h"
#include "ui/common/rows/columnkinds.h"

namespace lockmaster {

/// What is known of a node that is itself a target of the fleet.
struct NodeFigures {
    QString target;
    std::optional<double> operations; ///< per second
    std::optional<double> memory;     ///< bytes
    std::optional<double> clients;

    bool operator==(const NodeFigures &) const = default;
};

struct NodeRow {
    RedisClusterNode node;
    QString primary; ///< address of a replica's primary
    int owner = -1;  ///< place among slotOwners()
    NodeFigures figures;

    [[nodiscard]] const QString &key() const { return node.id; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const NodeRow &before) const { return node != before.node; }
    bool operator==(const NodeRow &) const = default;
};

std::vector<KeyedColumn<NodeRow>> nodeColumns();

} // namespace lockmaster
