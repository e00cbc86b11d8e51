// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which process it was: numbers of processes are used again, a number with its boot and start is not.
#pragma once

#include <QString>

namespace lockmaster {

struct ProcessIdentity {
    QString boot;       ///< of the machine, since it was switched on
    qint64 pid = 0;     ///< 0: not known
    qint64 started = 0; ///< clock ticks after the boot; 0 where the system does not tell

    bool operator==(const ProcessIdentity &) const = default;
};

ProcessIdentity thisProcess();

/// Whether it still runs here. False when that cannot be told, e.g. of a process of another machine.
bool isRunning(const ProcessIdentity &process);

} // namespace lockmaster
