// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that is known of one table, line by line, in words.
#pragma once

#include <vector>

#include "ui/common/rows/columnkinds.h"
#include "ui/tables/tablerow.h"

namespace lockmaster {

struct DetailRow {
    int place = 0; ///< in the order in which it is read
    QString name;
    QString words;
    QString reason; ///< why the words are no more than they are; may be empty

    [[nodiscard]] int key() const { return place; }
    [[nodiscard]] static std::optional<int> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const DetailRow &before) const { return words != before.words; }
    bool operator==(const DetailRow &) const = default;
};

std::vector<DetailRow> detailsOf(const TableRow &row, const Catalog &catalog); ///< of which it is
std::vector<KeyedColumn<DetailRow>> detailColumns();

} // namespace lockmaster
