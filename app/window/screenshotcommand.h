// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster screenshot: pages as pictures, without a display.
#pragma once

#include <QStringList>

namespace lockmaster {

int runScreenshot(const QStringList &arguments);

} // namespace lockmaster
