// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// lockmaster-lab: the lab as a program, see --help.
#include "arguments.h"
#include "listener.h"
#include "say.h"
#include "theatre.h"

#include "lab/crowd/workload.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <memory>
#include <utility>

using namespace lockmaster;

namespace {

Result<QString> writeFleet(const Lab &lab, const QString &copy)
{
    return lab.fleetFile().and_then([&copy](const QString &path) -> Result<QString> {
        if (copy.isEmpty()) {
            return path;
        }
        QFile::remove(copy);
        return QFile::copy(path, copy) ? Result<QString>(copy)
                                       : fail(ErrorKind::Config, QStringLiteral("%1 could not be written").arg(copy));
    });
}

LabOptions telling(LabOptions options)
{
    options.isUp = [](const QString &server) { say(QStringLiteral("up %1").arg(server)); };
    return options;
}

bool succeeded(const Result<void> &step)
{
    if (!step) {
        say(step.error());
    }
    return step.has_value();
}

/// The scenes that the primary is enough for, and the others.
std::pair<QStringList, QStringList> earlyAndLate(QStringList scenes)
{
    const auto late = std::ranges::stable_partition(
        scenes, [](const QString &scene) { return makeScene(scene)->needs() == LabPart::Postgres; });
    const qsizetype count = late.begin() - scenes.begin();
    return {scenes.first(count), scenes.sliced(count)};
}

int run(const Arguments &arguments)
{
    Listener listener; // first: Ctrl+C while the servers start must not leave them to chance
    Lab lab(telling(arguments.lab));
    const Result<QString> fleet = lab.prepare().and_then([&] { return writeFleet(lab, arguments.fleet); });
    if (!fleet) {
        say(fleet.error());
        return 1;
    }
    say(QStringLiteral("fleet %1").arg(*fleet));
    std::unique_ptr<Workload> workload;
    Theatre theatre(lab); // goes before the workload, whose sessions may wait for a scene's
    const auto [early, late] = earlyAndLate(arguments.scenes);
    if (!succeeded(lab.startPrimary()) || !theatre.begin(early) || !succeeded(lab.startOthers())) {
        return 1;
    }
    if (arguments.workload > 0) {
        workload = std::make_unique<Workload>(lab, arguments.workload);
    }
    if (!theatre.begin(late)) {
        return 1;
    }
    say(*fleet);
    say(QStringLiteral("ready"));
    std::optional<QString> line;
    while ((line = listener.nextLine(arguments.untilEof)) && theatre.obey(*line)) {
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    return run(parseArguments(QCoreApplication::arguments()));
}
