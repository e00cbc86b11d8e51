// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotjson.h"

#include <QJsonArray>

#include "base/redact.h"
#include "diagnosis/diagnosis.h"
#include "jsonvalues.h"
#include "linkjson.h"
#include "locksjson.h"
#include "model/postgres/idlegroups.h"
#include "pgbouncerjson.h"
#include "redisjson.h"
#include "replicationjson.h"
#include "sentineljson.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonObject identityJson(const ServerIdentity &identity)
{
    return {{u"system_identifier"_s,
             identity.systemIdentifier ? QJsonValue(QString::number(identity.systemIdentifier)) : QJsonValue()},
            {u"version"_s, identity.version},
            {u"version_number"_s, identity.versionNumber},
            {u"cluster_name"_s, identity.clusterName},
            {u"server_address"_s, identity.serverAddress},
            {u"server_port"_s, identity.serverPort},
            {u"started"_s, isoOrNull(identity.started)},
            {u"configuration_loaded"_s, isoOrNull(identity.configurationLoaded)},
            {u"in_recovery"_s, identity.inRecovery},
            {u"timeline"_s, identity.timeline ? QJsonValue(qint64(identity.timeline)) : QJsonValue()},
            {u"database"_s, identity.database},
            {u"user"_s, identity.user},
            {u"is_superuser"_s, identity.isSuperuser},
            {u"can_see_all"_s, identity.canSeeAll},
            {u"can_signal"_s, identity.canSignal}};
}

QJsonObject sessionJson(const Session &session, ServerTime now, bool fullText)
{
    return {{u"pid"_s, session.key.pid},
            {u"backend_start"_s, isoOrNull(session.key.backendStart)},
            {u"backend_type"_s, session.backendType},
            {u"leader_pid"_s, session.leaderPid ? QJsonValue(session.leaderPid) : QJsonValue()},
            {u"database"_s, session.database},
            {u"user"_s, session.user},
            {u"application"_s, session.application},
            {u"client"_s, session.client},
            {u"state"_s, sessionStateName(session.state)},
            {u"wait_event_type"_s, session.waitEventType},
            {u"wait_event"_s, session.waitEvent},
            {u"transaction_start"_s, isoOrNull(session.transactionStart)},
            {u"query_start"_s, isoOrNull(session.queryStart)},
            {u"state_change"_s, isoOrNull(session.stateChange)},
            {u"transaction_seconds"_s, secondsOrNull(ageAt(now, session.transactionStart))},
            {u"query_seconds"_s, secondsOrNull(ageAt(now, session.queryStart))},
            {u"state_seconds"_s, secondsOrNull(ageAt(now, session.stateChange))},
            {u"backend_xid"_s, numberOrNull(session.backendXid)},
            {u"backend_xmin"_s, numberOrNull(session.backendXmin)},
            {u"query_id"_s, session.queryId ? QJsonValue(QString::number(session.queryId)) : QJsonValue()},
            {u"encrypted"_s, session.encrypted},
            {u"query"_s, fullText ? session.query : maskLiterals(session.query)}};
}

QJsonObject databaseCountersJson(const DatabaseCounters &database)
{
    return {{u"name"_s, database.name},
            {u"oid"_s, qint64(database.oid)},
            {u"backends"_s, database.backends},
            {u"connection_limit"_s, database.connectionLimit},
            {u"commits"_s, qint64(database.commits)},
            {u"rollbacks"_s, qint64(database.rollbacks)},
            {u"blocks_read"_s, qint64(database.blocksRead)},
            {u"blocks_hit"_s, qint64(database.blocksHit)},
            {u"rows_returned"_s, qint64(database.rowsReturned)},
            {u"rows_fetched"_s, qint64(database.rowsFetched)},
            {u"rows_inserted"_s, qint64(database.rowsInserted)},
            {u"rows_updated"_s, qint64(database.rowsUpdated)},
            {u"rows_deleted"_s, qint64(database.rowsDeleted)},
            {u"conflicts"_s, qint64(database.conflicts)},
            {u"temp_files"_s, qint64(database.tempFiles)},
            {u"temp_bytes"_s, qint64(database.tempBytes)},
            {u"deadlocks"_s, qint64(database.deadlocks)},
            {u"stats_reset"_s, isoOrNull(database.statsReset)}};
}

QJsonObject headroomJson(const Headroom &headroom)
{
    const auto holderJson = [](const Headroom::Holder &holder) {
        return QJsonObject{{u"application"_s, holder.application},
                           {u"user"_s, holder.user},
                           {u"client"_s, holder.client},
                           {u"count"_s, holder.count},
                           {u"idle"_s, holder.idle}};
    };
    return {{u"maximum"_s, headroom.maximum},
            {u"reserved"_s, headroom.reserved},
            {u"usable"_s, headroom.usable},
            {u"used"_s, headroom.used},
            {u"holders"_s, jsonArray(headroom.holders, holderJson)}};
}

QJsonObject idleGroupJson(const IdleGroup &group)
{
    return {{u"application"_s, group.application},
            {u"user"_s, group.user},
            {u"client"_s, group.client},
            {u"sessions"_s, group.sessions},
            {u"idle"_s, group.idle},
            {u"idle_long"_s, group.idleLong},
            {u"oldest_seconds"_s, secondsOrNull(group.oldest)},
            {u"average_seconds"_s, secondsOrNull(group.average)}};
}

void insertData(QJsonObject &json, const PostgresState &state, bool fullText)
{
    QJsonObject settings;
    for (const auto &[name, value] : state.settings.values)
        settings.insert(name, value);
    json.insert(u"server_now"_s, isoOrNull(state.serverNow));
    json.insert(u"identity"_s, identityJson(state.identity));
    json.insert(u"settings"_s, settings);
    json.insert(u"sessions"_s, jsonArray(state.sessions, [&](const SessionPtr &session) {
                    return sessionJson(*session, state.serverNow, fullText);
                }));
    json.insert(u"locks"_s, locksJson(state));
    json.insert(u"prepared_transactions"_s, preparedJson(state));
    json.insert(u"databases"_s, jsonArray(state.databases, databaseCountersJson));
    json.insert(u"headroom"_s, headroomJson(state.headroom));
    json.insert(u"idle_groups"_s, jsonArray(idleGroups(state), idleGroupJson));
    json.insert(u"replication"_s, replicationJson(state));
}

QJsonObject costJson(const ProbeCost &cost)
{
    return {{u"probe"_s, cost.probe},
            {u"round_trip_ms"_s, double(cost.roundTrip.count()) / 1000},
            {u"bytes"_s, qint64(cost.bytes)},
            {u"rows"_s, cost.rows}};
}

QJsonObject eventJson(const ServerEvent &event)
{
    return {{u"event"_s, eventName(event.kind)},
            {u"at"_s, isoOrNull(event.at)},
            {u"before"_s, event.before},
            {u"after"_s, event.after}};
}

} // namespace

QJsonObject toJson(const Snapshot &snapshot, const std::vector<Finding> &findings, bool fullText)
{
    QJsonObject samples;
    for (const Sample &sample : snapshot.samples)
        samples.insert(sample.series, sample.value);
    QJsonObject json{{u"target"_s, snapshot.target},
                     {u"taken"_s, isoOrNull(snapshot.taken.wall)},
                     {u"data_taken"_s, isoOrNull(snapshot.dataTaken.wall)},
                     {u"interval_ms"_s, qint64(snapshot.interval.count())},
                     {u"link"_s, linkJson(snapshot)},
                     {u"hidden"_s, jsonArray(snapshot.hidden, [](const QString &what) { return what; })},
                     {u"probe_errors"_s, jsonArray(snapshot.probeErrors, errorJson)},
                     {u"events"_s, jsonArray(snapshot.events, eventJson)},
                     {u"samples"_s, samples},
                     {u"costs"_s, jsonArray(snapshot.costs, costJson)},
                     {u"findings"_s, jsonArray(findings, [](const Finding &finding) { return toJson(finding); })}};
    if (snapshot.postgres)
        insertData(json, *snapshot.postgres, fullText);
    if (snapshot.pgbouncer)
        insertPgBouncer(json, *snapshot.pgbouncer);
    if (snapshot.redis)
        insertRedis(json, *snapshot.redis, fullText);
    if (snapshot.sentinel)
        insertSentinel(json, *snapshot.sentinel);
    return json;
}

} // namespace lockmaster
