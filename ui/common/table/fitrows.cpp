// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table/fitrows.h"

#include "ui/common/table/tableview.h"
#include "ui/theme/tokens.h"

#include <QHeaderView>
#include <QScrollBar>
#include <algorithm>
#include <numeric>

namespace lockmaster {

namespace {
constexpr int kEmpty = 3; ///< rows of an empty table: it says why
} // namespace

std::vector<int> shareRows(const std::vector<int> &rows, int room, int least)
{
    std::vector<std::size_t> shortFirst(rows.size());
    std::iota(shortFirst.begin(), shortFirst.end(), std::size_t(0));
    std::ranges::stable_sort(shortFirst, {}, [&](std::size_t table) { return rows[table]; });
    std::vector<int> shared(rows.size());
    int tables = int(rows.size());
    for (const std::size_t table : shortFirst) {
        shared[table] = std::min(rows[table], std::max(room / tables, least));
        room -= shared[table];
        --tables;
    }
    return shared;
}

int wantedRows(const TableView &view)
{
    const int rows = view.table().totalRows();
    return rows == 0 ? kEmpty : rows;
}

int heightWithoutRows(const TableView &view)
{
    const bool isScrolled = view.horizontalHeader()->length() > view.viewport()->width();
    const int bar = isScrolled ? view.horizontalScrollBar()->sizeHint().height() : 0;
    return view.horizontalHeader()->sizeHint().height() + bar + 2 * view.frameWidth();
}

void fitRows(TableView &view, int rows)
{
    view.setFixedHeight(heightWithoutRows(view) + rows * size::kRow);
}

} // namespace lockmaster
