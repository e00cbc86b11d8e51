// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/notesource.h"

#include <QSet>
#include <QSysInfo>

#include <algorithm>
#include <utility>

#include "incidents/noteseries.h"
#include "incidents/wholequeries.h"
#include "model/fleet/serversummary.h"
#include "diagnosis/observer.h"
#include "watch/momentbus.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QString serverOf(const Snapshot &snapshot)
{
    const ServerSummary summary = serverSummary(snapshot);
    if (summary.product.isEmpty())
        return {};
    const QString version = summary.product + u' ' + summary.version;
    return summary.role.isEmpty() ? version : version + u", "_s + summary.role;
}

/// Those that there were at any time from `from` on, the newest first: a standby that is gone was there.
std::vector<QString> seriesOf(const MomentBus &bus, const Target &target, WallTime from)
{
    const auto &kept = bus.kept(target.name);
    Snapshot all;
    QSet<QString> taken;
    for (auto snapshot = kept.rbegin(); snapshot != kept.rend() && bus.timeOf(**snapshot) >= from; ++snapshot) {
        for (const Sample &sample : (*snapshot)->samples) {
            if (taken.contains(sample.series))
                continue;
            taken.insert(sample.series);
            all.samples.push_back(sample);
        }
    }
    return seriesToDraw(all, target.kind);
}

} // namespace

SeenMoment seenMoment(const Observation &observation, WallTime at, Texts texts)
{
    const Snapshot &snapshot = *observation.snapshot;
    SeenMoment moment{at, snapshot.link, snapshot.hasData(), allFindings(observation, *observation.fleet),
                      snapshot.events};
    const auto moved = at - snapshot.taken.wall;
    for (ServerEvent &event : moment.events)
        event.at += moved;
    for (Finding &finding : moment.findings) {
        if (finding.since != WallTime{})
            finding.since += moved;
        if (texts == Texts::Full && snapshot.postgres)
            finding.evidence = withWholeQueries(finding.evidence, *snapshot.postgres);
    }
    return moment;
}

std::vector<SeenMoment> keptMoments(const MomentBus &bus, const QString &target, Texts texts)
{
    std::vector<SeenMoment> moments;
    for (const ObservationPtr &observation : bus.observations(target))
        moments.push_back(seenMoment(*observation, bus.timeOf(*observation->snapshot), texts));
    return moments;
}

WatchedTarget watchedTarget(const MomentBus &bus, const QString &target, std::vector<SeenMoment> moments, WallTime from)
{
    const Target *known = bus.target(target);
    WatchedTarget watched{known ? *known : Target{.name = target}, {}, std::move(moments), bus.deeds(target), {}};
    if (const SnapshotPtr latest = bus.latest(target))
        watched.server = serverOf(*latest);
    for (Deed &deed : watched.deeds)
        deed.at.wall = bus.timeOf(deed.at);
    const std::vector<QString> drawn = seriesOf(bus, watched.target, from);
    for (const QString &series : drawn) {
        std::vector<SeriesPoint> points = bus.series(target, series, from);
        if (points.size() > 1)
            watched.charts.push_back({target, series, std::move(points)});
    }
    return watched;
}

QStringList withCauses(const MomentBus &bus, QStringList targets)
{
    for (qsizetype place = 0; place < targets.size(); ++place) { // it grows meanwhile
        for (const ObservationPtr &observation : bus.observations(targets.at(place))) {
            for (const Finding &finding : allFindings(*observation, *observation->fleet)) {
                const QString &cause = finding.causedBy.target;
                if (!cause.isEmpty() && bus.target(cause) && !targets.contains(cause))
                    targets.append(cause);
            }
        }
    }
    return targets;
}

NoteMaker noteMaker()
{
    const QString person = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    const QString host = QSysInfo::machineHostName();
    return {u"lockmaster " LOCKMASTER_VERSION ""_s, person.isEmpty() ? host : person + u'@' + host,
            systemClock().wallNow()};
}

IncidentNote keptNote(const MomentBus &bus, const QStringList &targets, Texts texts)
{
    const QStringList all = withCauses(bus, targets);
    WallTime from = WallTime::max();
    WallTime to = WallTime::min();
    std::vector<std::vector<SeenMoment>> moments;
    for (const QString &target : all) {
        moments.push_back(keptMoments(bus, target, texts));
        if (!moments.back().empty() && targets.contains(target)) {
            from = std::min(from, moments.back().front().at);
            to = std::max(to, moments.back().back().at);
        }
    }
    NoteMaker maker = noteMaker();
    if (from > to) // nothing was heard
        from = to = maker.at;
    for (const QString &target : all) { // what was done since the last sample belongs to it
        for (const Deed &deed : bus.deeds(target))
            to = std::max(to, bus.timeOf(deed.at));
    }
    std::vector<WatchedTarget> watched;
    for (qsizetype place = 0; place < all.size(); ++place)
        watched.push_back(watchedTarget(bus, all[place], std::move(moments[static_cast<std::size_t>(place)]), from));
    return incidentNote(watched, from, to, std::move(maker));
}

} // namespace lockmaster
