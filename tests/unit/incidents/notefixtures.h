// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A blockade of four minutes as a watcher saw it, and what ended it.
#pragma once

#include "incidents/incidentnote.h"

#include <QJsonArray>
#include <QJsonObject>

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline constexpr WallTime kMidnight{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};
inline constexpr WallTime kStart = kMidnight + 3h + 7min;
inline constexpr WallTime kEnd = kMidnight + 3h + 13min;
inline constexpr WallTime kActed = kMidnight + 3h + 12min + 1s;

inline Target watchedPrimary()
{
    Target target{.name = u"orders-primary"_s};
    target.parameters = {{u"host"_s, u"10.0.0.5"_s}, {u"dbname"_s, u"orders"_s}};
    return target;
}

inline Finding blockade(FindingSeverity severity, int victims)
{
    const QJsonObject root{{u"pid"_s, 155},
                           {u"application"_s, u"billing"_s},
                           {u"state"_s, u"idle in transaction"_s},
                           {u"query"_s, u"UPDATE orders SET total = ?"_s}};
    Finding finding{u"pg.lock.blocked"_s, severity, u"orders-primary"_s, {}, {}, {}};
    finding.evidence = {{u"root"_s, root},       {u"victims"_s, victims},          {u"freed"_s, victims},
                        {u"freed_at_once"_s, 1}, {u"longest_wait_seconds"_s, 189}, {u"relation"_s, u"orders"_s},
                        {u"in_cycle"_s, false}};
    finding.recommended.push_back(RecommendedAction{kTerminateRootBlocker, QJsonObject{{u"pid"_s, 155}}});
    finding.key = u"pg.lock.blocked orders-primary/session:155/1"_s;
    finding.since = kMidnight + 3h + 7min + 51s;
    return finding;
}

/// Seen at this time of the night, with data.
inline SeenMoment seenAt(std::chrono::seconds time, std::vector<Finding> findings = {})
{
    SeenMoment moment{kMidnight + 3h + time, {}, true, std::move(findings), {}};
    moment.link.phase = LinkPhase::Live;
    return moment;
}

inline SeenMoment notSeenAt(std::chrono::seconds time)
{
    SeenMoment moment = seenAt(time);
    moment.link.phase = LinkPhase::Broken;
    moment.link.error = Error{ErrorKind::Network, u"connection refused"_s, {}, {}, {}};
    return moment;
}

inline Deed endOfRoot()
{
    Session root;
    root.key.pid = 155;
    root.user = u"shop"_s;
    root.application = u"billing"_s;
    root.query = u"UPDATE orders SET total = 42 WHERE id = 4711"_s;
    Deed deed;
    deed.at.wall = kActed;
    deed.plan.id = u"1"_s;
    deed.plan.request.action = kTerminateRootBlocker;
    deed.plan.target = watchedPrimary();
    deed.plan.title = u"End root blocker 155 on orders-primary"_s;
    deed.plan.consequence = u"Its transaction is rolled back."_s;
    deed.plan.statements.push_back(PlannedStatement{u"SELECT pg_terminate_backend($1)"_s, QStringList{u"155"_s}});
    deed.plan.subjects = {subjectOf(root)};
    deed.plan.waiters = std::vector<int>(41, 7);
    deed.result.outcome = Outcome::DoneVerified;
    deed.result.summary = u"Session 155 is gone."_s;
    deed.result.stillWaiting = 0;
    return deed;
}

inline WatchedTarget watchedBlockade()
{
    WatchedTarget watched{watchedPrimary(), u"PostgreSQL 17.2, primary"_s, {}, {endOfRoot()}, {}};
    SeenMoment first = seenAt(8min, {blockade(FindingSeverity::Warning, 10)});
    first.events = {{EventKind::CountersReset, first.at, {}, {}}};
    watched.moments = {seenAt(7min),
                       first,
                       seenAt(11min, {blockade(FindingSeverity::Critical, 41)}),
                       seenAt(11min + 30s, {blockade(FindingSeverity::Critical, 12)}),
                       seenAt(12min + 2s),
                       seenAt(13min)};
    return watched;
}

inline IncidentNote noteOfBlockade()
{
    return incidentNote({watchedBlockade()}, kStart, kEnd, {u"lockmaster 0.1.0"_s, u"maria@laptop"_s, kEnd + 5s});
}

} // namespace lockmaster::fixtures
