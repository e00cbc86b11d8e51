// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisjson.h"

#include "base/hostport.h"
#include "jsonvalues.h"
#include "model/redis/redisfields.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonObject identityJson(const RedisIdentity &identity)
{
    QJsonObject json = jsonOf(identity);
    json.insert(u"product"_s, identity.isValkey ? u"Valkey"_s : u"Redis"_s);
    return json;
}

QJsonObject replicationJson(const RedisReplication &replication)
{
    QJsonObject json = jsonOf(replication);
    const bool hasPrimary = !replication.primaryHost.isEmpty();
    const QString primary = hostPortText(replication.primaryHost, replication.primaryPort);
    json.insert(u"primary"_s, hasPrimary ? QJsonValue(primary) : QJsonValue());
    json.insert(u"replicas"_s, jsonArray(replication.replicas, [&](const RedisReplica &replica) {
                    QJsonObject one = jsonOf(replica);
                    one.insert(u"lag_bytes"_s, numberOrNull(replicaLag(replication, replica)));
                    return one;
                }));
    return json;
}

} // namespace

QJsonObject redisJson(const RedisState &state, Texts texts)
{
    QJsonObject json = jsonOf(state, texts);
    json.insert(u"identity"_s, identityJson(state.identity));
    json.insert(u"replication"_s, replicationJson(state.replication));
    json.insert(u"slow_log"_s, QJsonObject{{u"length"_s, json.take(u"slow_log_length"_s)},
                                           {u"taken"_s, json.take(u"slow_log_taken"_s)},
                                           {u"entries"_s, json.take(u"slow_log_entries"_s)}});
    return json;
}

} // namespace lockmaster
