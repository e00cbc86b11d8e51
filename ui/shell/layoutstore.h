// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the window was left: geometry, splitters, last target and page, theme. Plain values in the user's settings.
#pragma once

#include <QByteArray>
#include <QString>
#include <chrono>

#include "ui/theme/theme.h"

namespace lockmaster {

struct WindowLayout {
    QByteArray geometry;
    QByteArray sidebar;   ///< of the splitter between fleet and target
    QByteArray inspector; ///< of the splitter between page and inspector
    bool inspectorShown = true;
    bool worstFirst = false;
    bool fleetFolded = false;      ///< the list of targets is a column of dots
    bool fleetFoldedNarrow = true; ///< on a laptop
    int fleetWidth = 0;            ///< of that list when it is not folded, in pixels; 0: not known
    QString target;
    QString page = QStringLiteral("overview");
    std::chrono::seconds reach{900};
    ThemeMode theme = ThemeMode::System;

    bool operator==(const WindowLayout &) const = default;
};

/// Values that are missing or make no sense are the defaults.
WindowLayout loadLayout();
void saveLayout(const WindowLayout &layout);

} // namespace lockmaster
