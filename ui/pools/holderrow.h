// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds connections: applications, users or clients, as rows.
#pragma once

#include <vector>

#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

enum class HolderKind { Application, User, Client };

struct HolderRow {
    QString name;
    int sessions = 0;
    std::optional<int> active; ///< empty here and below: hidden from this login
    std::optional<int> idle;
    std::optional<int> inTransaction; ///< idle in one
    int usable = 0;
    std::optional<double> growth; ///< idle ones more a minute, of an application

    [[nodiscard]] const QString &key() const { return name; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const HolderRow &other) const { return !(*this == other); }
    bool operator==(const HolderRow &) const = default;
};

std::vector<HolderRow> holderRows(const Snapshot &snapshot, HolderKind kind);
std::vector<KeyedColumn<HolderRow>> holderColumns();

} // namespace lockmaster
