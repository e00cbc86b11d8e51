// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that need no display; each has a file of its own. They take the arguments behind their name and return
// the exit code.
#pragma once

#include <QStringList>

namespace lockmaster {

int runCheck(const QStringList &arguments);
int runSnapshot(const QStringList &arguments);
int runNote(const QStringList &arguments);
int runAct(const QStringList &arguments);

} // namespace lockmaster
