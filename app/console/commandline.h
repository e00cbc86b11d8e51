// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster COMMAND …: finds the command and runs it.
#pragma once

#include <QStringList>

namespace lockmaster {

/// `arguments` without the program's name. Returns the exit code.
int runCommandLine(const QStringList &arguments);

} // namespace lockmaster
