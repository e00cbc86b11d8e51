// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The stripe at the top of the window and of every dialog: which environment an act would hit.
#pragma once

#include <QColor>
#include <QStringView>

namespace lockmaster {

struct EnvironmentColor {
    QColor ground;
    QColor text;
};

/// By environmentName(): "production", "staging", "development"; anything else looks like production.
EnvironmentColor environmentColor(QStringView environment);

} // namespace lockmaster
