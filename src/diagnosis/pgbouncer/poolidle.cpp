// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pool.idle_transaction: clients of PgBouncer wait, and what holds their pool are transactions that lie idle on a
// PostgreSQL target, too few or too young for pg.transaction.idle to speak. About that target. Evidence: pgbouncer (its
// target), pools [{…}] as poolevidence.h has them, which is the one, served (sessions that work for the pool), count (of
// them idle), oldest_seconds, sessions [{… as sessionJson() has it, session, behind {place, application} (null: not
// known)}], longest idle first. Of the pools of one PgBouncer the 20 in which clients have waited longest are looked at.
#include "diagnosis/pgbouncer/poolevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/action.h"
#include "model/pgbouncer/poolchain.h"
#include "model/postgres/postgres.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

using ServedSessions = std::vector<ServedSession>;

std::chrono::microseconds idleFor(const ServedSession &one, const PostgresState &state)
{
    return ageAt(state.serverNow, one.session->stateChange).value_or(std::chrono::microseconds::zero());
}

/// One that holds others up by a lock is told by that.
bool holdsALock(const PostgresState &state, int pid)
{
    return std::ranges::any_of(state.lockWaits,
                               [&](const LockWait &wait) { return std::ranges::contains(wait.blockers, pid); });
}

bool liesIdle(const ServedSession &one, const PostgresState &state)
{
    const bool isIdle = one.session->state == SessionState::IdleInTransaction
                        || one.session->state == SessionState::IdleInTransactionAborted;
    return isIdle && idleFor(one, state) >= Thresholds().idleNoticed && !holdsALock(state, one.session->key.pid);
}

QJsonValue clientBehindJson(const PgBouncerState &bouncer, const PgBouncerSocket &server)
{
    const bool areOfOneMoment = bouncer.clients && bouncer.servers && bouncer.clients->taken == bouncer.servers->taken;
    const PgBouncerSocket *client = areOfOneMoment ? otherHalf(bouncer, server) : nullptr;
    if (!client) // or the connection may have been given to another since
        return {};
    return QJsonObject{{u"place"_s, placeText(client->host, client->port)}, {u"application"_s, client->application}};
}

QJsonArray idleJson(const ServedSessions &idle, const PostgresState &state, const PgBouncerState &bouncer)
{
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(idle.size(), kMostListed); ++i) {
        QJsonObject one = sessionJson(state, idle[i].session->key.pid);
        one.insert(u"session"_s, itemOf(idle[i].session->key));
        one.insert(u"behind"_s, clientBehindJson(bouncer, idle[i].server));
        json.append(one);
    }
    return json;
}

std::vector<RecommendedAction> endOf(const ServedSession &longest, std::chrono::microseconds idle)
{
    return idle < Thresholds().idleEnded ? std::vector<RecommendedAction>()
                                         : std::vector{onSession(kTerminateSession, *longest.session)};
}

/// What holds `pool` at one target; nothing where the target's own finding tells it, or others hold more of it.
Findings holdersAt(const Snapshot &server, const Snapshot &bouncer, const PgBouncerPool &pool,
                   const ServedSessions &served)
{
    if (!server.postgres || !isLiveNow(server) || !rules::transactionIdle.find(server, Thresholds()).empty())
        return {};
    const PostgresState &state = *server.postgres;
    ServedSessions idle;
    std::ranges::copy_if(served, std::back_inserter(idle),
                         [&](const ServedSession &one) { return one.target == server.target && liesIdle(one, state); });
    if (idle.empty() || idle.size() * 2 < served.size())
        return {};
    std::ranges::stable_sort(idle, std::ranges::greater{},
                             [&](const ServedSession &one) { return idleFor(one, state); });
    const auto age = idleFor(idle.front(), state);
    Finding finding{u"pool.idle_transaction"_s,
                    FindingSeverity::Warning,
                    server.target,
                    {{u"pgbouncer"_s, bouncer.target},
                     {u"pools"_s, QJsonArray{poolJson(*bouncer.pgbouncer, pool)}},
                     {u"served"_s, qint64(served.size())},
                     {u"count"_s, qint64(idle.size())},
                     {u"oldest_seconds"_s, secondsJson(age)},
                     {u"sessions"_s, idleJson(idle, state, *bouncer.pgbouncer)}},
                    endOf(idle.front(), age),
                    {},
                    sessionSubject(server, idle.front().session->key)};
    finding.since = began(server, age);
    return {finding};
}

Findings heldAtPool(const Snapshot &bouncer, const PgBouncerPool &pool, const FleetMoment &moment)
{
    const ServedSessions served = servedSessions(bouncer, pool, moment);
    Findings all;
    QStringList asked;
    for (const ServedSession &one : served) {
        const SnapshotPtr server = asked.contains(one.target) ? nullptr : snapshotAt(moment, one.target);
        asked << one.target;
        if (server)
            std::ranges::move(holdersAt(*server, bouncer, pool, served), std::back_inserter(all));
    }
    return all;
}

/// Those in which clients wait for whoever has the connections, the longest wait first.
std::vector<PgBouncerPool> queuesAt(const PgBouncerState &state)
{
    std::vector<PgBouncerPool> queues;
    std::ranges::copy_if(state.pools, std::back_inserter(queues), [&](const PgBouncerPool &pool) {
        return pool.clientsWaiting > 0 && waitOf(state, pool) >= Thresholds().poolWaitWarning
               && !isHeldBack(state, pool);
    });
    std::ranges::stable_sort(queues, std::ranges::greater{},
                             [&](const PgBouncerPool &pool) { return waitOf(state, pool); });
    queues.resize(std::min(queues.size(), kMostPoolFindings));
    return queues;
}

Findings findPoolIdle(const FleetMoment &moment)
{
    Findings all;
    for (const SnapshotPtr &bouncer : moment.newest) {
        if (!bouncer || !bouncer->pgbouncer || !isLiveNow(*bouncer))
            continue;
        const std::vector<PgBouncerPool> queues = queuesAt(*bouncer->pgbouncer);
        for (const PgBouncerPool &pool : queues)
            std::ranges::move(heldAtPool(*bouncer, pool, moment), std::back_inserter(all));
    }
    return all;
}

QString clientBehindText(const QJsonValue &behind)
{
    const QString place = plainLine(behind[u"place"].toString());
    const QString application = nameText(behind[u"application"]);
    return application.isEmpty() ? place : u"%1 (%2)"_s.arg(application, place);
}

QString poolIdleSentence(const Finding &finding)
{
    const QJsonValue oldest = finding.evidence[u"sessions"][0];
    const QString held = DiagnosisText::tr("Pool %1 of %2 is held by %3 idle in transaction; the longest is %4, for %5")
                             .arg(poolText(finding.evidence[u"pools"][0]), evidenceName(finding, "pgbouncer"_L1),
                                  sessionsText(evidenceCount(finding, "count"_L1)), sessionText(oldest),
                                  evidenceDuration(finding, "oldest_seconds"_L1));
    return oldest[u"behind"].isObject()
               ? DiagnosisText::tr("%1; the client behind it is %2.").arg(held, clientBehindText(oldest[u"behind"]))
               : held + u'.';
}

QString poolIdleShortly(const Findings &)
{
    return DiagnosisText::tr("an idle transaction holds a pool");
}

Subjects idleHolders(const Finding &finding, const Snapshot &)
{
    Subjects subjects;
    const QJsonArray sessions = finding.evidence[u"sessions"].toArray();
    for (const QJsonValue &one : sessions)
        subjects.push_back({SubjectKind::Session, finding.target, one[u"session"].toString()});
    return subjects;
}

} // namespace

constinit const Rule rules::poolIdle{.id = QLatin1StringView("pool.idle_transaction"),
                                     .input = RuleInput::Fleet,
                                     .findBetween = findPoolIdle,
                                     .sentence = poolIdleSentence,
                                     .page = QLatin1StringView("sessions"),
                                     .shortly = poolIdleShortly,
                                     .holdsUp = idleHolders};

} // namespace lockmaster
