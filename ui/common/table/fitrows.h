// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// For tables that stand below each other on one page: as high as their rows, cut between rows where there is no room for all.
#pragma once

#include <vector>

namespace lockmaster {

class TableView;

/// How many of its rows each table shows: `least` at least, and of `room` rows what shorter ones leave.
std::vector<int> shareRows(const std::vector<int> &rows, int room, int least);

/// The rows a table wants to show; an empty one says why there are none.
int wantedRows(const TableView &view);

/// What is of a table but its rows: header, frame and, where it is needed, the bar below.
int heightWithoutRows(const TableView &view);

void fitRows(TableView &view, int rows);

} // namespace lockmaster
