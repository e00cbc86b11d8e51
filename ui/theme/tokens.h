// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The look as values: colours of the two palettes, sizes in logical pixels. The only place that names either.
#pragma once

#include <QColor>
#include <QString>

#include "model/healthstate.h"

namespace lockmaster {

struct Tokens {
    QColor canvas;  ///< the window
    QColor surface; ///< pages and tables
    QColor raised;  ///< cards, menus, headers
    QColor line;
    QColor text;
    QColor muted; ///< labels and units, never values
    QColor accent;
    QColor onAccent;
    QColor ok;
    QColor warning;
    QColor critical;
    QColor unknown;
    QColor blind;
    QColor onState;   ///< text on a ground filled with a state's colour
    QColor hover;     ///< the row under the pointer
    QColor selection; ///< the selected row; opaque, so that text on it keeps its contrast
    QColor changed;   ///< the tint of a value that has just changed
    QColor disabled;
};

const Tokens &darkTokens();
const Tokens &lightTokens();

/// A state is told by shape as well, see ui/common/notices/statemark.h.
QColor stateColor(const Tokens &tokens, HealthState role);

/// Okabe-Ito, in the order in which series take them; repeats after seven.
QColor chartColor(int index);

/// The colour that a class of wait events has everywhere: "Lock", "IO", "LWLock", …; empty: on the CPU.
QColor waitClassColor(QStringView waitEventType);

/// Sizes in logical pixels.
namespace size {
inline constexpr int kGap = 4;
inline constexpr int kInner = 8;  ///< inside a group
inline constexpr int kGroup = 16; ///< between groups
inline constexpr int kPage = 24;  ///< round a page
inline constexpr int kRow = 24;   ///< a table's row
inline constexpr int kDenseRow = 20;
inline constexpr int kCorner = 6;
inline constexpr int kIcon = 16;
inline constexpr int kLargeIcon = 22;
inline constexpr int kLine = 1;
inline constexpr int kStripe = 4; ///< of the environment
inline constexpr int kMark = 10;  ///< a state's shape
inline constexpr int kIndent = 16;
} // namespace size

} // namespace lockmaster
