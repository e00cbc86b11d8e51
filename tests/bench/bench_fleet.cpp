// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Many targets in one process without a window: bench_fleet COUNT SECONDS URL… watches COUNT targets that take the URLs
// in turn, once a second each. One object of JSON: targets, live, snapshots, cpu_ms_per_target_second (of this process),
// sessions (of all targets together, at the end), trouble (of a target that is not live). The first ten seconds do not
// count.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <cstdio>
#include <ctime>

#include "engine/engine.h"
#include "fleet/secrets/secrets.h"
#include "fleet/targeturl.h"
#include "model/postgres/postgres.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kWarmUp{10};

double cpuMilliseconds()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return double(used.tv_sec) * 1000 + double(used.tv_nsec) / 1e6;
}

Result<Fleet> fleetOf(int count, const QStringList &urls)
{
    Fleet fleet;
    for (int i = 0; i < count; ++i) {
        const auto url = targetFromUrl(urls[i % urls.size()]);
        if (!url)
            return std::unexpected(url.error());
        fleet.targets.push_back(url->target);
        fleet.targets.back().name = u"%1-%2"_s.arg(url->target.name).arg(i);
    }
    return fleet;
}

struct Tally {
    QHash<QString, SnapshotPtr> latest;
    int snapshots = 0;
    double cpu = 0;
    QElapsedTimer time;

    void begin()
    {
        snapshots = 0;
        cpu = cpuMilliseconds();
        time.start();
    }
    [[nodiscard]] QJsonObject end(int targets) const
    {
        const double seconds = double(time.elapsed()) / 1000;
        qint64 sessions = 0;
        qint64 live = 0;
        QString trouble;
        for (const SnapshotPtr &snapshot : latest) {
            live += isLive(snapshot->link) && snapshot->hasData() ? 1 : 0;
            if (snapshot->link.error)
                trouble = snapshot->link.error->text + u' ' + snapshot->link.error->detail;
            sessions += snapshot->postgres ? qint64(snapshot->postgres->sessions.size()) : 0;
        }
        return {{u"targets"_s, targets},
                {u"live"_s, live},
                {u"seconds"_s, seconds},
                {u"snapshots"_s, snapshots},
                {u"sessions"_s, sessions},
                {u"trouble"_s, trouble},
                {u"cpu_ms_per_target_second"_s, (cpuMilliseconds() - cpu) / seconds / targets}};
    }
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int count = arguments.value(1).toInt();
    const std::chrono::seconds lasts(arguments.value(2).toInt());
    if (count < 1 || lasts.count() < 1 || arguments.size() < 4) {
        std::fputs("usage: bench_fleet COUNT SECONDS URL…\n", stderr);
        return 64;
    }
    const Result<Fleet> fleet = fleetOf(count, arguments.sliced(3));
    if (!fleet) {
        std::fprintf(stderr, "bench_fleet: %s\n", qPrintable(fleet.error().text));
        return 64;
    }
    EngineOptions options;
    options.serverShare = 0;
    options.connectTimeout = std::chrono::seconds(10);
    Engine engine(*fleet, [](const Target &target) { return passwordProvider(target); }, options);
    Tally tally;
    QObject::connect(&engine, &Engine::observed, &application, [&](const ObservationPtr &seen) {
        tally.latest.insert(seen->snapshot->target, seen->snapshot);
        ++tally.snapshots;
    });
    QTimer::singleShot(kWarmUp, &application, [&] { tally.begin(); });
    QTimer::singleShot(kWarmUp + lasts, &application, [&] {
        std::puts(QJsonDocument(tally.end(count)).toJson(QJsonDocument::Compact).constData());
        QCoreApplication::quit();
    });
    engine.start();
    return QCoreApplication::exec();
}
