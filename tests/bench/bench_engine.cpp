// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine alone: bench_engine URL SHARE [PROBES], or bench_engine FLEET.yaml SHARE TARGET, watches one server until it is
// killed, SHARE of a core being what its samples may cost (0: no limit); PROBES, with commas, are those of a page in front.
// One line of JSON for each snapshot.
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

#include "engine/engine.h"
#include "fleet/fleetfile.h"
#include "fleet/secrets/secrets.h"
#include "fleet/targeturl.h"
#include "model/postgres/postgres.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

void tell(const Snapshot &snapshot)
{
    qint64 bytes = 0;
    qint64 rows = 0;
    for (const ProbeCost &cost : snapshot.costs) {
        bytes += cost.bytes;
        rows += cost.rows;
    }
    const QJsonObject line{{u"live"_s, isLive(snapshot.link)},
                           {u"steady_ns"_s, qint64(std::chrono::steady_clock::now().time_since_epoch().count())},
                           {u"interval_ms"_s, qint64(snapshot.interval.count())},
                           {u"reason"_s, snapshot.intervalReason},
                           {u"sessions"_s, snapshot.postgres ? qint64(snapshot.postgres->sessions.size()) : 0},
                           {u"blocked"_s, snapshot.postgres ? qint64(snapshot.postgres->lockWaits.size()) : 0},
                           {u"bytes"_s, bytes},
                           {u"rows"_s, rows}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

Result<Target> chosenTarget(const QStringList &arguments)
{
    if (!arguments.value(1).endsWith(u".yaml"))
        return targetFromUrl(arguments.value(1)).transform([](const TargetUrl &url) { return url.target; });
    const Result<Fleet> fleet = readFleetFile(arguments.value(1));
    if (!fleet)
        return std::unexpected(fleet.error());
    const auto found = std::ranges::find(fleet->targets, arguments.value(3), &Target::name);
    return found == fleet->targets.end() ? fail(ErrorKind::Config, u"there is no such target"_s)
                                         : Result<Target>(*found);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const Result<Target> chosen = chosenTarget(arguments);
    if (!chosen) {
        std::fprintf(stderr, "bench_engine: %s\n", qPrintable(chosen.error().text));
        return 64;
    }
    EngineOptions options;
    options.serverShare = arguments.value(2).toDouble();
    Engine engine({{*chosen}}, [](const Target &target) { return passwordProvider(target); }, options);
    QObject::connect(&engine, &Engine::observed, &application,
                     [](const ObservationPtr &seen) { tell(*seen->snapshot); });
    engine.start();
    if (const QString probes = arguments.value(3); !arguments.value(1).endsWith(u".yaml") && !probes.isEmpty())
        engine.want(chosen->name, probes.split(u','));
    return QCoreApplication::exec();
}
