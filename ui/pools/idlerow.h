// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Connections that somebody opened and may have forgotten, as rows.
#pragma once

#include <tuple>
#include <vector>

#include "model/postgres/idlegroups.h"
#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct IdleRow {
    IdleGroup group;

    [[nodiscard]] std::tuple<QString, QString, QString> key() const
    {
        return {group.application, group.user, group.client};
    }
    [[nodiscard]] static std::optional<std::tuple<QString, QString, QString>> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const IdleRow &other) const
    {
        return group.idle != other.group.idle || group.idleLong != other.group.idleLong;
    }
    bool operator==(const IdleRow &) const = default;
};

/// Groups that are worth a look: more than one idle, or one that is idle for long.
std::vector<IdleRow> idleRows(const PostgresState &state);
std::vector<KeyedColumn<IdleRow>> idleColumns();

} // namespace lockmaster
