// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pool.waiting: clients of PgBouncer wait for a server connection. Evidence: waiting, longest_wait_seconds, stopped
// (all of these pools are paused), holders (pids of the backends behind the busy server connections of the worst pool;
// null when they were not asked for), pools [{…}] as poolevidence.h has them, longest wait first.
#include "diagnosis/pgbouncer/poolevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>

#include "base/format.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

using Pools = std::vector<PgBouncerPool>;

Pools waitingPools(const PgBouncerState &state, std::chrono::seconds atLeast)
{
    Pools pools;
    std::ranges::copy_if(state.pools, std::back_inserter(pools), [&](const PgBouncerPool &pool) {
        return pool.clientsWaiting > 0 && pool.longestWait >= atLeast;
    });
    std::ranges::stable_sort(pools, std::ranges::greater{}, &PgBouncerPool::longestWait);
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

Findings findPoolWaiting(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PgBouncerState &state = *snapshot.pgbouncer;
    const Pools pools = waitingPools(state, thresholds.poolWaitWarning);
    if (pools.empty())
        return {};
    const int waiting = std::accumulate(pools.begin(), pools.end(), 0, [](int sum, const PgBouncerPool &pool) {
        return sumOfCounts(sum, pool.clientsWaiting);
    });
    QJsonArray list;
    for (const PgBouncerPool &pool : pools)
        list.append(poolJson(state, pool));
    const bool stopped = std::ranges::all_of(pools, [&](const PgBouncerPool &pool) { return isHeldBack(state, pool); });
    const QJsonObject evidence{{u"waiting"_s, waiting},
                               {u"longest_wait_seconds"_s, secondsJson(pools.front().longestWait)},
                               {u"stopped"_s, stopped},
                               {u"holders"_s, holdersJson(state, pools.front())},
                               {u"pools"_s, list}};
    const auto severity =
        pools.front().longestWait >= thresholds.poolWaitCritical ? FindingSeverity::Critical : FindingSeverity::Warning;
    return {{u"pool.waiting"_s, severity, {}, evidence, {}, {}}};
}

QString whyTheyWait(const QJsonValue &pool)
{
    const int busy = pool[u"servers_busy"].toInt();
    const int login = pool[u"servers_login"].toInt();
    const int size = pool[u"pool_size"].toInt();
    if (pool[u"held_back"].toBool())
        return DiagnosisText::tr("it is paused");
    if (pool[u"servers"].toInt() == login)
        return DiagnosisText::tr("there is no connection to the server, %1 being made").arg(login);
    if (size > 0 && busy >= size)
        return DiagnosisText::tr("all %1 server connections are busy").arg(size);
    return DiagnosisText::tr("%1 server connections are busy").arg(busy);
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

QString waitingShortly(const Findings &findings)
{
    const qint64 count = evidenceCount(findings.front(), "waiting"_L1);
    const QString longest = evidenceDuration(findings.front(), "longest_wait_seconds"_L1);
    return count == 1 ? DiagnosisText::tr("1 client waits, %1").arg(longest)
                      : DiagnosisText::tr("%1 clients wait, %2").arg(formatCount(count), longest);
}

/// Pools that are paused wait for whoever resumes them, others for the sessions that their server connections serve.
Subjects servedBefore(const Finding &finding, const Snapshot &snapshot, const FleetMoment &moment)
{
    const PgBouncerState &state = *snapshot.pgbouncer;
    const Pools pools = waitingPools(state, std::chrono::seconds(0));
    Subjects subjects;
    if (finding.evidence[u"stopped"].toBool()) {
        for (const PgBouncerPool &pool : pools)
            subjects.push_back(poolSubject(snapshot, pool));
        return subjects;
    }
    return pools.empty() ? subjects : servedSessions(snapshot, pools.front(), moment);
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
