// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a dialog stands that has changed its height.
#pragma once

class QWidget;

namespace lockmaster {

/// Over the middle of the window it belongs to, or of the screen, and with its top and left edge always on the screen;
/// wholly, when it is no larger than that.
void placeOverParent(QWidget &dialog);

} // namespace lockmaster
