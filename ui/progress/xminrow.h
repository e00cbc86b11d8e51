// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever holds vacuum back as a row.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/postgres/xminholders.h"
#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct XminRow {
    XminHolder holder;
    SessionPtr session;   ///< its own, or the one that streams for it; null: none, or it was not seen
    bool isFound = false; ///< a finding is about it

    [[nodiscard]] QString key() const;
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const XminRow &other) const { return isFound != other.isFound; }
    bool operator==(const XminRow &) const = default;
};

/// The oldest hundred; `findings` are those of the snapshot.
std::vector<XminRow> xminRows(const Snapshot &snapshot, const std::vector<Finding> &findings);
std::vector<KeyedColumn<XminRow>> xminColumns();

/// "session 8123 · billing-worker", "slot standby2", …
QString xminHolderWords(const XminHolder &holder, const Session *session);

/// What vacuum can do when the one at `place` has ended, as a sentence or two.
QString whenItHasEnded(const std::vector<XminHolder> &holders, std::size_t place, const PostgresState &state);

/// Why there is nobody, as a sentence.
QString noHolderWords(const PostgresState &state);

} // namespace lockmaster
