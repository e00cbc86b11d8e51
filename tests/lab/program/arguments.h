// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of lockmaster-lab.
#pragma once

#include <QStringList>

#include "lab/laboptions.h"

namespace lockmaster {

struct Arguments {
    LabOptions lab;
    QString fleet;      ///< a copy of the fleet file for this place; empty: only the one in the lab's folder
    QStringList scenes; ///< "hot-row" or "hot-row:250"
    double workload = 0;
    bool untilEof = false;
};

/// Ends the program after --help, and on an argument that makes no sense.
Arguments parseArguments(const QStringList &arguments);

} // namespace lockmaster
