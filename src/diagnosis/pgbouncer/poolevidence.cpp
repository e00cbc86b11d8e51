// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/pgbouncer/poolevidence.h"

#include <algorithm>
#include <cmath>

#include "diagnosis/evidence.h"
#include "model/pgbouncer/pooltrace.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

QJsonObject poolJson(const PgBouncerState &state, const PgBouncerPool &pool)
{
    const PgBouncerDatabase *database = databaseOf(state, pool);
    const auto size = poolSize(state, pool);
    return {{u"database"_s, pool.database},
            {u"user"_s, pool.user},
            {u"mode"_s, pool.mode},
            {u"clients_active"_s, pool.clientsActive},
            {u"clients_waiting"_s, pool.clientsWaiting},
            {u"longest_wait_seconds"_s, secondsJson(waitOf(state, pool))},
            {u"servers_active"_s, pool.serversActive},
            {u"servers_busy"_s, pool.serversBusy()},
            {u"servers_idle"_s, sumOfCounts(pool.serversIdle, pool.serversUsed)},
            {u"servers_login"_s, pool.serversLogin},
            {u"servers"_s, pool.servers()},
            {u"pool_size"_s, size ? QJsonValue(*size) : QJsonValue()},
            {u"saturation"_s, size ? QJsonValue(std::round(saturation(pool, size) * 1000) / 1000) : QJsonValue()},
            {u"paused"_s, database && database->isPaused},
            {u"disabled"_s, database && database->isDisabled},
            {u"held_back"_s, isHeldBack(state, pool)}};
}

QString poolText(const QJsonValue &pool)
{
    return u"%1 (%2)"_s.arg(nameText(pool[u"database"]), nameText(pool[u"user"]));
}

bool isHeldBack(const PgBouncerState &state, const PgBouncerPool &pool)
{
    const PgBouncerDatabase *database = databaseOf(state, pool);
    return state.isPaused.value_or(false) || state.isSuspended.value_or(false) || (database && database->isPaused);
}

Subject poolSubject(const Snapshot &snapshot, const PgBouncerPool &pool)
{
    return {SubjectKind::Pool, snapshot.target, pool.database + u'/' + pool.user};
}

std::vector<ServedSession> servedSessions(const Snapshot &snapshot, const PgBouncerPool &pool,
                                          const FleetMoment &moment)
{
    const PgBouncerState &state = *snapshot.pgbouncer;
    if (!state.servers)
        return {};
    const auto shown = [&](const QString &target) { return snapshotAt(moment, target); };
    std::vector<ServedSession> served;
    for (const PgBouncerSocket &server : state.servers->all) {
        if (server.database != pool.database || server.user != pool.user || server.link.isEmpty())
            continue;
        if (const BackendTrace trace = traceBackend(state, server, moment.fleet, shown); trace.session)
            served.push_back({trace.target, trace.session, server});
    }
    return served;
}

Subjects servedSubjects(const Snapshot &snapshot, const PgBouncerPool &pool, const FleetMoment &moment)
{
    Subjects subjects;
    for (const ServedSession &one : servedSessions(snapshot, pool, moment))
        subjects.push_back({SubjectKind::Session, one.target, itemOf(one.session->key)});
    return subjects;
}

const PgBouncerPool *poolOfFinding(const Finding &finding, const PgBouncerState &state)
{
    const QJsonValue told = finding.evidence[u"pools"][0];
    const auto pool = std::ranges::find_if(state.pools, [&](const PgBouncerPool &each) {
        return each.database == told[u"database"].toString() && each.user == told[u"user"].toString();
    });
    return pool == state.pools.end() ? nullptr : &*pool;
}

SnapshotPtr snapshotAt(const FleetMoment &moment, const QString &target)
{
    return moment.named.value(target);
}

} // namespace lockmaster
