// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a dialog stands that has changed its height.
#pragma once

class QWidget;

namespace lockmaster {

/// Where it was, so that no button moves under the hand, as long as it fits there; else no further than it has to, with
/// its top and left edge always on the screen.
void keepOnScreen(QWidget &dialog);

} // namespace lockmaster
