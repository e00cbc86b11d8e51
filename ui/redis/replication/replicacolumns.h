// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows and columns of the table of a primary's replicas.
#pragma once

#include <vector>

#include "model/redis/redis.h"
#include "ui/common/rows/columnkinds.h"

namespace lockmaster {

struct ReplicaRow {
    RedisReplica replica;
    std::optional<std::int64_t> behind; ///< bytes
    QString target;                     ///< which of the fleet it is

    [[nodiscard]] const QString &key() const { return replica.address; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const ReplicaRow &before) const { return !(*this == before); }
    bool operator==(const ReplicaRow &) const = default;
};

std::vector<KeyedColumn<ReplicaRow>> replicaColumns();

} // namespace lockmaster
