// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.behind_pause: a PostgreSQL target that does not answer is reached through a PgBouncer of the fleet, where it is
// paused: held back, not dead. Evidence: pgbouncer (its target), address, database (null: not known yet).
#include "diagnosis/rules.h"

#include <algorithm>

#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Blind because nothing is answered, as it is at a pool that is paused: a login may still succeed.
bool isSilent(const Snapshot &snapshot)
{
    return !isLive(snapshot.link) && !snapshot.link.address.isEmpty() && snapshot.link.error
           && snapshot.link.error->kind == ErrorKind::Timeout && !snapshot.pgbouncer;
}

QString askedDatabase(const Snapshot &snapshot)
{
    return snapshot.postgres ? snapshot.postgres->identity.database : QString();
}

/// Of `database`, or of any while that is not known.
bool holdsBack(const PgBouncerState &state, const QString &database)
{
    const auto isIt = [&](const PgBouncerDatabase &one) {
        return one.isPaused && (database.isEmpty() || database == one.name || database == one.serverDatabase);
    };
    return state.isPaused.value_or(false) || state.isSuspended.value_or(false)
           || std::ranges::any_of(state.databases, isIt);
}

/// For the console of that PgBouncer.
std::vector<RecommendedAction> releaseLines(const PgBouncerState &state, const QString &database)
{
    std::vector<RecommendedAction> lines;
    if (state.isPaused.value_or(false) || state.isSuspended.value_or(false))
        lines.push_back(bouncerLine(u"RESUME"_s));
    for (const PgBouncerDatabase &one : state.databases) {
        if (one.isPaused && (database.isEmpty() || database == one.name || database == one.serverDatabase))
            lines.push_back(bouncerLine(u"RESUME"_s, one.name));
    }
    return lines;
}

Finding findingOf(const Snapshot &held, const Snapshot &bouncer)
{
    const QString database = askedDatabase(held);
    return {u"target.behind_pause"_s,
            FindingSeverity::Warning,
            held.target,
            {{u"pgbouncer"_s, bouncer.target},
             {u"address"_s, held.link.address},
             {u"database"_s, database.isEmpty() ? QJsonValue() : QJsonValue(database)}},
            releaseLines(*bouncer.pgbouncer, database),
            {}};
}

Findings findBehindPause(const FleetMoment &moment)
{
    const Snapshots &newest = moment.newest;
    Findings all;
    for (const SnapshotPtr &held : newest) {
        if (!held || !isSilent(*held))
            continue;
        const auto bouncer = std::ranges::find_if(newest, [&](const SnapshotPtr &one) {
            return one && one->pgbouncer && isLiveNow(*one) && one->link.address == held->link.address
                   && holdsBack(*one->pgbouncer, askedDatabase(*held));
        });
        if (bouncer != newest.end())
            all.push_back(findingOf(*held, **bouncer));
    }
    return all;
}

QString behindPauseSentence(const Finding &finding)
{
    return DiagnosisText::tr(
               "Paused, not down: it is reached through PgBouncer %1, which was told to hold its clients back.")
        .arg(evidenceText(finding, "pgbouncer"_L1));
}

Subjects pausedDatabases(const Finding &finding, const Snapshot &, const FleetMoment &moment)
{
    const QString bouncer = finding.evidence[u"pgbouncer"].toString();
    const auto snapshot =
        std::ranges::find_if(moment.newest, [&](const SnapshotPtr &one) { return one && one->target == bouncer; });
    Subjects subjects;
    if (snapshot == moment.newest.end() || !(*snapshot)->pgbouncer)
        return subjects;
    const QString asked = finding.evidence[u"database"].toString();
    for (const PgBouncerDatabase &database : (*snapshot)->pgbouncer->databases) {
        if (asked.isEmpty() ? database.isPaused : asked == database.name || asked == database.serverDatabase)
            subjects.push_back({SubjectKind::Database, bouncer, database.name});
    }
    return subjects;
}

Subjects heldTarget(const Finding &finding, const Snapshot &)
{
    return {finding.subject};
}

} // namespace

constinit const Rule rules::behindPause{.id = QLatin1StringView("target.behind_pause"),
                                        .input = RuleInput::Fleet,
                                        .findBetween = findBehindPause,
                                        .sentence = behindPauseSentence,
                                        .standsBehind = pausedDatabases,
                                        .holdsUp = heldTarget};

} // namespace lockmaster
