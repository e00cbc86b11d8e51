// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two parts of a page side by side or under each other, with a thin line between them that can be moved.
#pragma once

#include <QSplitter>

namespace lockmaster {

/// `shares` of the room that the two get. Both have a layout, which gets its space towards the line.
QSplitter *makePanes(Qt::Orientation orientation, QWidget *first, QWidget *second, std::pair<int, int> shares,
                     QWidget *parent);

} // namespace lockmaster
