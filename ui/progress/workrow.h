// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A command in progress as a row.
#pragma once

#include <vector>

#include "model/postgres/postgres.h"
#include "model/postgres/progress.h"
#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct WorkRow {
    CommandProgress work;
    SessionPtr session; ///< null when it was not seen
    std::optional<std::chrono::microseconds> runningFor;

    [[nodiscard]] int key() const { return work.pid; }
    [[nodiscard]] static std::optional<int> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const WorkRow &other) const { return work.phase != other.work.phase; }
    bool operator==(const WorkRow &) const = default;
};

std::vector<WorkRow> workRows(const Snapshot &snapshot);
std::vector<KeyedColumn<WorkRow>> workColumns();

} // namespace lockmaster
