// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster: the window.
#pragma once

#include <QStringList>

namespace lockmaster {

int runWindow(const QStringList &arguments);

} // namespace lockmaster
