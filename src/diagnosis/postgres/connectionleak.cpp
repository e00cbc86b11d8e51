// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.connections.leak: idle sessions of one application become more and more; of slow growth only where most of them are
// forgotten, since a busy day has more of them, too. Evidence: application, idle, idle_long
// (five minutes or more), growth_per_minute, full_in_seconds (the server, at that rate), groups [{user, client, sessions,
// idle, idle_long, oldest_seconds, average_seconds}].
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>
#include <map>

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/idlegroups.h"
#include "model/series.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

struct Leak {
    int idle = 0;
    int idleLong = 0;
    double growth = 0; ///< a minute
    QJsonArray groups;
};

QJsonObject groupJson(const IdleGroup &group)
{
    return {{u"user"_s, group.user},
            {u"client"_s, group.client},
            {u"sessions"_s, group.sessions},
            {u"idle"_s, group.idle},
            {u"idle_long"_s, group.idleLong},
            {u"oldest_seconds"_s, secondsJson(group.oldest)},
            {u"average_seconds"_s, secondsJson(group.average)}};
}

void addGroups(const PostgresState &state, const QString &application, Leak &leak)
{
    for (const IdleGroup &group : idleGroups(state)) {
        if (group.application == application) {
            leak.idleLong += group.idleLong;
            leak.groups.append(groupJson(group));
        }
    }
}

std::chrono::microseconds fullIn(const Leak &leak, const Headroom &room)
{
    const double left = std::max(room.usable - room.used, 0);
    return std::chrono::microseconds(static_cast<std::int64_t>(left / leak.growth * 60e6));
}

bool isLeak(const Leak &leak, const Headroom &room, const Thresholds &thresholds)
{
    const bool areForgotten = leak.idleLong * 2 >= leak.idle;
    return leak.growth >= thresholds.leakPerMinute
           || (leak.growth >= thresholds.leakSlowly && areForgotten && fullIn(leak, room) < thresholds.leakFull);
}

Finding leakOf(const QString &application, const Leak &leak, const Headroom &room)
{
    return {u"pg.connections.leak"_s,
            FindingSeverity::Warning,
            {},
            {{u"application"_s, application},
             {u"idle"_s, leak.idle},
             {u"idle_long"_s, leak.idleLong},
             {u"growth_per_minute"_s, leak.growth},
             {u"full_in_seconds"_s, secondsJson(fullIn(leak, room))},
             {u"groups"_s, leak.groups}},
            {},
            {},
            {SubjectKind::Application, {}, application}};
}

Findings findConnectionLeaks(const Snapshot &snapshot, const Thresholds &thresholds)
{
    std::map<QString, Leak> suspects;
    for (const Headroom::Holder &holder : snapshot.postgres->headroom.holders)
        suspects[holder.application].idle += holder.idle;
    Findings all;
    for (auto &[application, leak] : suspects) {
        if (leak.idle < thresholds.leakIdle)
            continue;
        const SeriesLabels labels{{u"application_name"_s, application}};
        leak.growth = growthPerMinute(snapshot, seriesText(u"lockmaster_idle_sessions"_s, labels)).value_or(0);
        if (leak.growth < std::min(thresholds.leakSlowly, thresholds.leakPerMinute))
            continue;
        addGroups(*snapshot.postgres, application, leak);
        if (!isLeak(leak, snapshot.postgres->headroom, thresholds))
            continue;
        all.push_back(leakOf(application, leak, snapshot.postgres->headroom));
    }
    return all;
}

QString leakSentence(const Finding &finding)
{
    const QString name = evidenceName(finding, "application"_L1);
    return DiagnosisText::tr("%1 holds %2 idle connections, %3 more each minute; at that rate none is left in %4.")
        .arg(name.isEmpty() ? DiagnosisText::tr("an application without a name") : name,
             QString::number(evidenceCount(finding, "idle"_L1)),
             QString::number(qRound(evidenceNumber(finding, "growth_per_minute"_L1))),
             evidenceDuration(finding, "full_in_seconds"_L1));
}

Subjects leaked(const Finding &finding, const Snapshot &snapshot)
{
    Subjects subjects;
    for (const SessionPtr &session : snapshot.postgres->sessions) {
        if (session->application == finding.subject.name && session->state == SessionState::Idle)
            subjects.push_back(sessionSubject(snapshot, session->key));
    }
    return subjects;
}

} // namespace

constinit const Rule rules::connectionLeak{.id = QLatin1StringView("pg.connections.leak"),
                                           .input = RuleInput::PostgreSql,
                                           .find = findConnectionLeaks,
                                           .sentence = leakSentence,
                                           .page = QLatin1StringView("pools"),
                                           .holdsUp = leaked};

} // namespace lockmaster
