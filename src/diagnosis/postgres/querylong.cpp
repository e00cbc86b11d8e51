// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.query.long: statements of clients run for long. Those that wait for a lock are somebody else's victims and do not
// count. Evidence: count, longest_seconds, queries [{…}] (sessionJson with wait: "type: event", or "cpu"), longest
// first, at most kMostQueries.
#include "diagnosis/rules.h"

#include <algorithm>

#include "base/format.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/action.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostQueries = 10;

std::chrono::microseconds queryAge(const PostgresState &state, const Session &session)
{
    return ageAt(state.serverNow, session.queryStart).value_or(std::chrono::microseconds::zero());
}

std::vector<SessionPtr> longQueries(const PostgresState &state, const Thresholds &thresholds)
{
    std::vector<SessionPtr> found;
    std::ranges::copy_if(state.sessions, std::back_inserter(found), [&](const SessionPtr &session) {
        return session->state == SessionState::Active && isClientBackend(*session)
               && session->waitEventType != "Lock"_L1 && queryAge(state, *session) > thresholds.longQuery;
    });
    std::ranges::stable_sort(found, std::ranges::greater{},
                             [&](const SessionPtr &session) { return queryAge(state, *session); });
    return found;
}

QJsonArray queriesJson(const PostgresState &state, const std::vector<SessionPtr> &sessions)
{
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(sessions.size(), kMostQueries); ++i) {
        const Session &session = *sessions[i];
        QJsonObject one = sessionJson(state, session.key.pid);
        one.insert(u"wait"_s,
                   session.waitEventType.isEmpty() ? u"cpu"_s : session.waitEventType + ": "_L1 + session.waitEvent);
        json.append(one);
    }
    return json;
}

Findings findLongQueries(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    const std::vector<SessionPtr> sessions = longQueries(state, thresholds);
    if (sessions.empty())
        return {};
    const Session &longest = *sessions.front();
    const auto age = queryAge(state, longest);
    if (std::ssize(sessions) < thresholds.longQueries && age <= thresholds.veryLongQuery)
        return {};
    const QJsonObject evidence{{u"count"_s, qint64(std::ssize(sessions))},
                               {u"longest_seconds"_s, secondsJson(age)},
                               {u"queries"_s, queriesJson(state, sessions)}};
    return {{u"pg.query.long"_s, FindingSeverity::Warning, {}, evidence, {onSession(kCancelQuery, longest)}, {}}};
}

QString longSentence(const Finding &finding)
{
    const qint64 count = evidenceCount(finding, "count"_L1);
    const QString who = sessionText(finding.evidence[u"queries"][0]);
    const QString age = evidenceDuration(finding, "longest_seconds"_L1);
    return count == 1 ? DiagnosisText::tr("1 query runs for long: that of %1, for %2.").arg(who, age)
                      : DiagnosisText::tr("%1 queries run for long; the longest is that of %2, for %3.")
                            .arg(QString::number(count), who, age);
}

QString longShortly(const Findings &findings)
{
    return DiagnosisText::tr("%1 long, %2")
        .arg(formatCount(evidenceCount(findings.front(), "count"_L1)),
             evidenceDuration(findings.front(), "longest_seconds"_L1));
}

Subjects longSessions(const Finding &, const Snapshot &snapshot)
{
    Subjects subjects;
    for (const SessionPtr &session : longQueries(*snapshot.postgres, Thresholds()))
        subjects.push_back(sessionSubject(snapshot, session->key));
    return subjects;
}

} // namespace

constinit const Rule rules::queryLong{.id = QLatin1StringView("pg.query.long"),
                                      .input = RuleInput::PostgreSql,
                                      .find = findLongQueries,
                                      .sentence = longSentence,
                                      .page = QLatin1StringView("sessions"),
                                      .shortly = longShortly,
                                      .holdsUp = longSessions};

} // namespace lockmaster
