// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotjson.h"

#include <QJsonArray>

#include "diagnosis/diagnosis.h"
#include "jsonvalues.h"
#include "locksjson.h"
#include "model/postgres/idlegroups.h"
#include "model/postgres/postgresfields.h"
#include "model/postgres/sessionfields.h"
#include "pgbouncerjson.h"
#include "redisjson.h"
#include "replicationjson.h"
#include "sentineljson.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonObject sessionJson(const Session &session, ServerTime now, Texts texts)
{
    QJsonObject json = jsonOf(session, texts);
    json.insert(u"transaction_seconds"_s, secondsOrNull(ageAt(now, session.transactionStart)));
    json.insert(u"query_seconds"_s, secondsOrNull(ageAt(now, session.queryStart)));
    json.insert(u"state_seconds"_s, secondsOrNull(ageAt(now, session.stateChange)));
    return json;
}

QJsonObject postgresJson(PostgresState state, Texts texts)
{
    const std::vector<SessionPtr> sessions = std::exchange(state.sessions, {}); // once, with their ages
    QJsonObject json = jsonOf(state, texts);
    json.insert(u"settings"_s, json[u"settings"_s][u"values"_s]);
    json.insert(u"sessions"_s, jsonArray(sessions, [&](const SessionPtr &session) {
                    return sessionJson(*session, state.serverNow, texts);
                }));
    state.sessions = sessions;
    json.insert(u"locks"_s, locksJson(state));
    json.insert(u"prepared_transactions"_s, preparedJson(state));
    json.insert(u"headroom"_s, jsonOf(state.headroom));
    json.insert(u"idle_groups"_s, jsonArray(idleGroups(state), [](const IdleGroup &group) { return jsonOf(group); }));
    json.insert(u"replication"_s, replicationJson(state));
    return json;
}

QJsonObject dataJson(const ServerData &data, Texts texts)
{
    if (data.postgres)
        return postgresJson(*data.postgres, texts);
    if (data.pgbouncer)
        return pgBouncerJson(*data.pgbouncer, texts);
    if (data.redis)
        return redisJson(*data.redis, texts);
    return data.sentinel ? sentinelJson(*data.sentinel, texts) : QJsonObject();
}

} // namespace

QJsonObject toJson(const Snapshot &snapshot, const std::vector<Finding> &findings, Texts texts)
{
    Snapshot bare = snapshot;
    static_cast<ServerData &>(bare) = {};
    QJsonObject samples;
    for (const Sample &sample : snapshot.samples)
        samples.insert(sample.series, sample.value);
    QJsonObject json = jsonOf(bare, texts);
    for (const QString &kind : {u"postgres"_s, u"pgbouncer"_s, u"redis"_s, u"sentinel"_s})
        json.remove(kind); // its fields stand among the rest
    json.insert(u"samples"_s, samples);
    json.insert(u"findings"_s, jsonArray(findings, [](const Finding &finding) { return toJson(finding); }));
    const QJsonObject data = dataJson(snapshot, texts);
    for (auto field = data.begin(); field != data.end(); ++field)
        json.insert(field.key(), field.value());
    return json;
}

} // namespace lockmaster
