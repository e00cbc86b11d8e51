// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which servers a command is about: those of a fleet file, or those named on the command line.
#pragma once

#include <QMap>
#include <QStringList>

#include "base/result.h"
#include "engine/engine.h"
#include "model/target.h"

class QCommandLineParser;

namespace lockmaster {

/// How the same targets are named on another command line.
struct FleetOrigin {
    QString file;                ///< that --fleet named, from the root on; empty: the usual file, or URLs
    QMap<QString, QString> urls; ///< by Target::name, without passwords; empty: they are names of a fleet file
    QStringList lackPassword;    ///< Target::name of those whose password stood in the URL
};

struct ChosenFleet {
    Fleet fleet;
    PasswordSourceFactory passwords;
    FleetOrigin origin{};
};

void addFleetOption(QCommandLineParser &parser); ///< --fleet FILE

/// The URLs, or without any the fleet file.
Result<ChosenFleet> chooseFleet(const QCommandLineParser &parser, const QStringList &urls);

/// One target: a URL, a name of the fleet file, or, where there is no fleet file, a connection service.
Result<ChosenFleet> chooseTarget(const QCommandLineParser &parser, const QString &nameOrUrl);

/// One or more of them, in this order: URLs, or names of the fleet file.
Result<ChosenFleet> chooseTargets(const QCommandLineParser &parser, const QStringList &namesOrUrls);

/// The same of one, and after it the PostgreSQL servers and those of its own kind of its group in the fleet file; of a
/// PostgreSQL server all PostgreSQL servers there, since one of any group, or none, may be a copy of its system: what
/// may be done to one depends on whether another takes writes too, who stands behind it, and who could take over.
Result<ChosenFleet> chooseTargetWithPeers(const QCommandLineParser &parser, const QString &nameOrUrl);

/// `chosen`, and after it everything else of its groups in the fleet file: what is wrong between targets is told of one of
/// them alone only by looking at the others.
ChosenFleet withGroups(const QCommandLineParser &parser, ChosenFleet chosen);

} // namespace lockmaster
