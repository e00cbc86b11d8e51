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

int run(const Arguments &arguments)
{
    Listener listener; // first: Ctrl+C while the servers start must not leave them to chance
    Lab lab(arguments.lab);
    const Result<QString> fleet = lab.start().and_then([&] { return writeFleet(lab, arguments.fleet); });
    if (!fleet) {
        say(fleet.error());
        return 1;
    }
    const auto workload = arguments.workload > 0 ? std::make_unique<Workload>(lab, arguments.workload) : nullptr;
    Theatre theatre(lab);
    for (const QString &scene : arguments.scenes) {
        if (!theatre.begin(scene)) {
            return 1;
        }
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
