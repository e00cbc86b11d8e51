// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pool.waiting: clients of a pool of PgBouncer wait for a server connection; one finding a pool. Evidence: waiting,
// longest_wait_seconds (see waitOf()), stopped (the pool is paused), connected (a server connection stands), holders (pids
// of the backends behind the busy server connections; null when they were not asked for), pools [{…}] as poolevidence.h
// has them, which is this one, pools_waiting (how many there are).
#include "diagnosis/pgbouncer/poolevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

struct WaitingPool {
    PgBouncerPool pool;
    std::chrono::microseconds wait{};
};
using WaitingPools = std::vector<WaitingPool>; ///< longest wait first

WaitingPools waitingPools(const PgBouncerState &state, std::chrono::seconds atLeast)
{
    WaitingPools pools;
    for (const PgBouncerPool &pool : state.pools) {
        const std::chrono::microseconds wait = waitOf(state, pool);
        if (pool.clientsWaiting > 0 && wait >= atLeast)
            pools.push_back({pool, wait});
    }
    std::ranges::stable_sort(pools, std::ranges::greater{}, &WaitingPool::wait);
    return pools;
}

QJsonValue holdersJson(const PgBouncerState &state, const PgBouncerPool &pool)
{
    if (!state.servers)
        return {};
    std::vector<int> pids;
    for (const PgBouncerSocket &server : state.servers->all) {
        if (server.database == pool.database && server.user == pool.user && !server.link.isEmpty())
            pids.push_back(server.remotePid);
    }
    return pidsJson(pids);
}

Finding waitingIn(const Snapshot &snapshot, const WaitingPool &waiting, std::size_t pools, const Thresholds &thresholds)
{
    const PgBouncerState &state = *snapshot.pgbouncer;
    const PgBouncerPool &pool = waiting.pool;
    const bool isStopped = isHeldBack(state, pool);
    const QJsonObject evidence{{u"waiting"_s, pool.clientsWaiting},
                               {u"longest_wait_seconds"_s, secondsJson(waiting.wait)},
                               {u"stopped"_s, isStopped},
                               {u"connected"_s, pool.hasConnection()},
                               {u"holders"_s, holdersJson(state, pool)},
                               {u"pools"_s, QJsonArray{poolJson(state, pool)}},
                               {u"pools_waiting"_s, qint64(pools)}};
    const bool isCritical = waiting.wait >= thresholds.poolWaitCritical || (!isStopped && !pool.hasConnection());
    return {u"pool.waiting"_s,
            isCritical ? FindingSeverity::Critical : FindingSeverity::Warning,
            {},
            evidence,
            isStopped ? std::vector<RecommendedAction>() : std::vector{copyLine(u"SHOW SERVERS;"_s)},
            {},
            poolSubject(snapshot, pool)};
}

Findings findPoolWaiting(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const WaitingPools pools = waitingPools(*snapshot.pgbouncer, thresholds.poolWaitWarning);
    Findings all;
    for (std::size_t i = 0; i < std::min(pools.size(), kMostPoolFindings); ++i)
        all.push_back(waitingIn(snapshot, pools[i], pools.size(), thresholds));
    return all;
}

QString whyTheyWait(const QJsonValue &pool)
{
    const int busy = pool[u"servers_busy"].toInt();
    const int login = pool[u"servers_login"].toInt();
    const int size = pool[u"pool_size"].toInt();
    if (pool[u"held_back"].toBool())
        return DiagnosisText::tr("it is paused");
    if (pool[u"servers"].toInt() == login)
        return login == 0 ? DiagnosisText::tr("no connection to the server stands")
                          : DiagnosisText::tr("no connection to the server stands, %1 being made").arg(login);
    if (size > 0 && busy >= size)
        return DiagnosisText::tr("all %1 server connections are busy").arg(size);
    return busy == 1 ? DiagnosisText::tr("1 server connection is busy")
                     : DiagnosisText::tr("%1 server connections are busy").arg(busy);
}

QString waitingSentence(const Finding &finding)
{
    const qint64 waiting = evidenceCount(finding, "waiting"_L1);
    const QJsonValue worst = finding.evidence[u"pools"][0];
    const QString who = waiting == 1 ? DiagnosisText::tr("1 client waits")
                                     : DiagnosisText::tr("%1 clients wait").arg(formatCount(waiting));
    return DiagnosisText::tr("%1 for a server connection, the longest for %2 in %3: %4.")
        .arg(who, evidenceDuration(finding, "longest_wait_seconds"_L1), poolText(worst), whyTheyWait(worst));
}

/// Of all pools together.
QString waitingShortly(const Findings &findings)
{
    qint64 count = 0;
    double longest = 0;
    for (const Finding &finding : findings) {
        if (finding.id != findings.front().id)
            continue;
        count += evidenceCount(finding, "waiting"_L1);
        longest = std::max(longest, evidenceNumber(finding, "longest_wait_seconds"_L1));
    }
    const QString wait = formatDuration(std::chrono::microseconds(std::llround(longest * 1e6)));
    return count == 1 ? DiagnosisText::tr("1 client waits, %1").arg(wait)
                      : DiagnosisText::tr("%1 clients wait, %2").arg(formatCount(count), wait);
}

/// A pool that is paused waits for whoever resumes its database, another for the sessions that its server connections
/// serve.
Subjects servedBefore(const Finding &finding, const Snapshot &snapshot, const FleetMoment &moment)
{
    const PgBouncerPool *pool = poolOfFinding(finding, *snapshot.pgbouncer);
    if (!pool)
        return {};
    if (finding.evidence[u"stopped"].toBool())
        return {{SubjectKind::Database, snapshot.target, pool->database}};
    return servedSubjects(snapshot, *pool, moment);
}

} // namespace

constinit const Rule rules::poolWaiting{.id = QLatin1StringView("pool.waiting"),
                                        .input = RuleInput::PgBouncer,
                                        .find = findPoolWaiting,
                                        .sentence = waitingSentence,
                                        .page = QLatin1StringView("pools"),
                                        .shortly = waitingShortly,
                                        .standsBehind = servedBefore};

} // namespace lockmaster
