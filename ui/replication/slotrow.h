// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A replication slot as a row.
#pragma once

#include <vector>

#include "model/postgres/replication.h"
#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct SlotRow {
    ReplicationSlot slot;
    std::optional<std::chrono::microseconds> lostIn;      ///< see lostIn() of diagnosis
    std::optional<std::chrono::microseconds> inactiveFor; ///< 17+

    [[nodiscard]] const QString &key() const { return slot.name; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const SlotRow &other) const { return slot != other.slot; }
    bool operator==(const SlotRow &) const = default;
};

std::vector<SlotRow> slotRows(const Snapshot &snapshot);
std::vector<KeyedColumn<SlotRow>> slotColumns();

} // namespace lockmaster
