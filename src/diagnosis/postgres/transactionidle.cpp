// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.transaction.idle: clients began transactions and went away to do other things; their locks stay and vacuum is held
// back. Evidence: count, oldest_seconds, sessions [{…}] (sessionJson with holds [relation] and same_query: how many of
// them had that last query), longest first, at most kMostSessions.
#include "diagnosis/rules.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "base/redact.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/action.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostSessions = 10;

struct Idlers {
    const PostgresState &state;
    std::vector<SessionPtr> sessions; ///< longest idle first

    [[nodiscard]] std::chrono::microseconds age(const Session &session) const
    {
        return ageAt(state.serverNow, session.stateChange).value_or(std::chrono::microseconds::zero());
    }
};

bool isIdleInTransaction(const Session &session)
{
    return session.state == SessionState::IdleInTransaction || session.state == SessionState::IdleInTransactionAborted;
}

Idlers idlersOf(const PostgresState &state, const Thresholds &thresholds)
{
    Idlers idlers{state, {}};
    std::ranges::copy_if(state.sessions, std::back_inserter(idlers.sessions), [&](const SessionPtr &session) {
        return isIdleInTransaction(*session) && idlers.age(*session) >= thresholds.idleNoticed;
    });
    std::ranges::stable_sort(idlers.sessions, std::ranges::greater{},
                             [&](const SessionPtr &session) { return idlers.age(*session); });
    return idlers;
}

QJsonArray heldBy(const PostgresState &state, int pid)
{
    QJsonArray json;
    for (const HeldLock &lock : state.heldLocks) {
        if (lock.pid == pid && !lock.relation.isEmpty() && !json.contains(lock.relation))
            json.append(lock.relation);
    }
    return json;
}

QJsonArray sessionsJson(const Idlers &idlers)
{
    std::map<QString, int> sharing;
    for (const SessionPtr &session : idlers.sessions)
        ++sharing[maskLiterals(session->query)];
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(idlers.sessions.size(), kMostSessions); ++i) {
        const Session &session = *idlers.sessions[i];
        QJsonObject one = sessionJson(idlers.state, session.key.pid);
        one.insert(u"holds"_s, heldBy(idlers.state, session.key.pid));
        one.insert(u"same_query"_s, sharing[maskLiterals(session.query)]);
        json.append(one);
    }
    return json;
}

Findings findIdleTransactions(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const Idlers idlers = idlersOf(*snapshot.postgres, thresholds);
    if (idlers.sessions.empty())
        return {};
    const Session &oldest = *idlers.sessions.front();
    const auto age = idlers.age(oldest);
    if (std::ssize(idlers.sessions) <= thresholds.idleTransactions && age <= thresholds.idleTransaction)
        return {};
    const QJsonObject evidence{{u"count"_s, qint64(std::ssize(idlers.sessions))},
                               {u"oldest_seconds"_s, secondsJson(age)},
                               {u"sessions"_s, sessionsJson(idlers)}};
    return {
        {u"pg.transaction.idle"_s, FindingSeverity::Warning, {}, evidence, {onSession(kTerminateSession, oldest)}, {}}};
}

QString idleSentence(const Finding &finding)
{
    return DiagnosisText::tr("%1 idle in transaction; the oldest is %2, for %3.")
        .arg(sessionsText(evidenceCount(finding, "count"_L1)), sessionText(finding.evidence[u"sessions"][0]),
             evidenceDuration(finding, "oldest_seconds"_L1));
}

QString idleShortly(const Findings &findings)
{
    return DiagnosisText::tr("%1 idle in transaction, %2")
        .arg(formatCount(evidenceCount(findings.front(), "count"_L1)),
             evidenceDuration(findings.front(), "oldest_seconds"_L1));
}

Subjects idleSessions(const Finding &, const Snapshot &snapshot)
{
    Subjects subjects;
    for (const SessionPtr &session : snapshot.postgres->sessions) {
        if (isIdleInTransaction(*session))
            subjects.push_back(sessionSubject(snapshot, session->key));
    }
    return subjects;
}

} // namespace

constinit const Rule rules::transactionIdle{.id = QLatin1StringView("pg.transaction.idle"),
                                            .input = RuleInput::PostgreSql,
                                            .find = findIdleTransactions,
                                            .sentence = idleSentence,
                                            .page = QLatin1StringView("sessions"),
                                            .shortly = idleShortly,
                                            .holdsUp = idleSessions};

} // namespace lockmaster
