// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster open`: a saved moment in the window.
#pragma once

#include <QStringList>

namespace lockmaster {

int runOpen(const QStringList &arguments);

} // namespace lockmaster
