// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Servers of one Debian suite, and what the snapshots of them hold of our probes.
#pragma once

#include <QStringList>
#include <QtEnvironmentVariables>
#include <vector>

#include "model/snapshot.h"

namespace lockmaster {

/// The folder that `installer/servers SUITE` printed; empty for the servers of this system.
inline QString serverRoot()
{
    return qEnvironmentVariable("LOCKMASTER_SERVER_ROOT");
}

/// Those of `probes` that nobody has answered.
inline QStringList missing(const std::vector<SnapshotPtr> &seen, QStringList probes)
{
    for (const SnapshotPtr &snapshot : seen) {
        for (const ProbeCost &cost : snapshot->costs)
            probes.removeAll(cost.probe);
    }
    return probes;
}

/// Words of what failed or is hidden, each once.
inline QString errorsOf(const std::vector<SnapshotPtr> &seen)
{
    QStringList texts;
    for (const SnapshotPtr &snapshot : seen) {
        for (const Error &error : snapshot->probeErrors)
            texts << error.text + QStringLiteral(": ") + error.detail;
        for (const QString &hidden : snapshot->hidden)
            texts << hidden;
        if (snapshot->link.error)
            texts << snapshot->link.error->text + QStringLiteral(": ") + snapshot->link.error->detail;
    }
    texts.removeDuplicates();
    return texts.join(u'\n');
}

} // namespace lockmaster
