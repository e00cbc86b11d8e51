// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way of the keys through the window: Tab from stop to stop, F6 from region to region. The order is that of the
// screen, whenever and in whatever order widgets were made.
#pragma once

#include <vector>

class QWidget;

namespace lockmaster {

/// Widgets that, with all in them, are one part of the window.
using FocusRegion = std::vector<QWidget *>;

/// Where Tab stops: what is visible and enabled, row by row from the top left.
std::vector<QWidget *> stopsIn(const FocusRegion &region);

/// The stop after this one, or before it, round the regions; null when it is none of theirs.
QWidget *stopBeside(const std::vector<FocusRegion> &regions, const QWidget *stop, bool forward);

/// The place of the region that holds the widget; −1: none.
int regionOf(const std::vector<FocusRegion> &regions, const QWidget *widget);

} // namespace lockmaster
