// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// For tables that stand below each other on one page: as high as their rows, and never higher than `most` of them.
#pragma once

#include <QHeaderView>
#include <QScrollBar>
#include <algorithm>

#include "ui/common/table/tableview.h"

namespace lockmaster {

inline void fitRows(TableView &view, int rows, int most)
{
    constexpr int kEmpty = 3; // an empty table says why
    const int bar = view.horizontalScrollBar()->sizeHint().height();
    view.setFixedHeight(view.horizontalHeader()->sizeHint().height() + (rows == 0 ? kEmpty : std::min(rows, most)) * size::kRow + bar
                        + 2 * size::kLine);
}

} // namespace lockmaster
