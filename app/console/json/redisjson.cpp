// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisjson.h"

#include "jsonvalues.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

template <typename Texts>
QJsonObject textsJson(const Texts &texts)
{
    QJsonObject json;
    for (auto text = texts.begin(); text != texts.end(); ++text) {
        if constexpr (requires { text.key(); })
            json.insert(text.key(), text.value());
        else
            json.insert(text->first, text->second);
    }
    return json;
}

QJsonObject identityJson(const RedisIdentity &identity)
{
    return {{u"product"_s, identity.isValkey ? u"Valkey"_s : u"Redis"_s},
            {u"version"_s, identity.version},
            {u"version_number"_s, identity.versionNumber},
            {u"mode"_s, identity.mode},
            {u"role"_s, redisRoleName(identity.role)},
            {u"run_id"_s, identity.runId},
            {u"os"_s, identity.os},
            {u"port"_s, identity.port},
            {u"process_id"_s, identity.processId},
            {u"user"_s, identity.user},
            {u"started"_s, isoOrNull(identity.started)}};
}

QJsonObject keyspaceJson(const RedisKeyspace &keyspace)
{
    return {{u"database"_s, keyspace.database},
            {u"keys"_s, qint64(keyspace.keys)},
            {u"expiring"_s, qint64(keyspace.expiring)},
            {u"average_ttl_seconds"_s, secondsOrNull(keyspace.averageTtl)}};
}

QJsonObject commandJson(const RedisCommandStat &command)
{
    return {{u"command"_s, command.command},
            {u"calls"_s, qint64(command.calls)},
            {u"seconds"_s, secondsOrNull(command.time)},
            {u"rejected"_s, numberOrNull(command.rejected)},
            {u"failed"_s, numberOrNull(command.failed)},
            {u"p50_us"_s, numberOrNull(command.p50)},
            {u"p99_us"_s, numberOrNull(command.p99)},
            {u"p999_us"_s, numberOrNull(command.p999)}};
}

QJsonObject replicationJson(const RedisReplication &replication)
{
    const auto replicaJson = [&](const RedisReplica &replica) {
        return QJsonObject{{u"address"_s, replica.address},
                           {u"state"_s, replica.state},
                           {u"offset"_s, qint64(replica.offset)},
                           {u"lag_bytes"_s, numberOrNull(replicaLag(replication, replica))},
                           {u"lag_seconds"_s, secondsOrNull(replica.lag)}};
    };
    const bool hasPrimary = !replication.primaryHost.isEmpty();
    return {{u"offset"_s, numberOrNull(replication.offset)},
            {u"primary"_s, hasPrimary ? QJsonValue(u"%1:%2"_s.arg(replication.primaryHost).arg(replication.primaryPort))
                                      : QJsonValue()},
            {u"link_up"_s, replication.isLinkUp ? QJsonValue(*replication.isLinkUp) : QJsonValue()},
            {u"link_down_seconds"_s, secondsOrNull(replication.linkDownFor)},
            {u"last_io_seconds"_s, secondsOrNull(replication.lastIo)},
            {u"syncing"_s, replication.isSyncing},
            {u"sync_bytes_left"_s, numberOrNull(replication.syncBytesLeft)},
            {u"backlog_size"_s, numberOrNull(replication.backlogSize)},
            {u"backlog_used"_s, numberOrNull(replication.backlogUsed)},
            {u"replicas"_s, jsonArray(replication.replicas, replicaJson)}};
}

QJsonObject nodeJson(const RedisClusterNode &node)
{
    return {{u"id"_s, node.id},
            {u"address"_s, node.address},
            {u"role"_s, redisRoleName(node.role)},
            {u"primary_id"_s, node.primaryId},
            {u"myself"_s, node.isMyself},
            {u"failing"_s, node.isFailing},
            {u"suspect"_s, node.isSuspect},
            {u"linked"_s, node.isLinked},
            {u"epoch"_s, qint64(node.epoch)},
            {u"slots"_s,
             jsonArray(node.slotRanges, [](const auto &range) { return QJsonArray{range.first, range.second}; })}};
}

QJsonObject clusterJson(const RedisCluster &cluster)
{
    return {{u"ok"_s, cluster.isOk},
            {u"slots_assigned"_s, cluster.slotsAssigned},
            {u"slots_ok"_s, cluster.slotsOk},
            {u"slots_suspect"_s, cluster.slotsSuspect},
            {u"slots_failing"_s, cluster.slotsFailing},
            {u"known_nodes"_s, cluster.knownNodes},
            {u"size"_s, cluster.size},
            {u"nodes"_s, jsonArray(cluster.nodes, nodeJson)}};
}

QJsonObject clientJson(const RedisClient &client)
{
    return {{u"id"_s, qint64(client.id)},
            {u"address"_s, client.address},
            {u"name"_s, client.name},
            {u"user"_s, client.user},
            {u"age_seconds"_s, secondsOrNull(client.age)},
            {u"idle_seconds"_s, secondsOrNull(client.idle)},
            {u"flags"_s, client.flags},
            {u"database"_s, client.database},
            {u"subscriptions"_s, client.subscriptions},
            {u"query_buffer"_s, qint64(client.queryBuffer)},
            {u"output_memory"_s, qint64(client.outputMemory)},
            {u"total_memory"_s, numberOrNull(client.totalMemory)},
            {u"command"_s, client.command},
            {u"library"_s, client.library}};
}

QJsonValue entriesJson(const RedisSlowEntries &entries, bool fullText, bool areLarge)
{
    if (!entries)
        return {};
    return jsonArray(*entries, [&](const RedisSlowEntry &entry) {
        return QJsonObject{{u"id"_s, qint64(entry.id)},
                           {u"at"_s, isoOrNull(entry.at)},
                           areLarge ? std::pair{u"bytes"_s, QJsonValue(qint64(entry.bytes))}
                                    : std::pair{u"seconds"_s, secondsOrNull(entry.duration)},
                           {u"command"_s, fullText ? entry.command : shortCommand(entry.command)},
                           {u"client"_s, entry.client},
                           {u"client_name"_s, entry.clientName}};
    });
}

void insertMoment(QJsonObject &json, const RedisState &state)
{
    json.insert(u"server_now"_s, isoOrNull(state.serverNow));
    json.insert(u"condition"_s, redisConditionName(state.condition));
    json.insert(u"condition_since"_s, isoOrNull(state.conditionSince));
    json.insert(u"condition_words"_s, state.conditionWords);
    const auto &script = state.script;
    json.insert(u"script"_s, script ? QJsonValue(QJsonObject{{u"name"_s, script->name},
                                                             {u"command"_s, script->command},
                                                             {u"seconds"_s, secondsOrNull(script->duration)}})
                                    : QJsonValue());
    json.insert(u"identity"_s, identityJson(state.identity));
}

void insertLogs(QJsonObject &json, const RedisState &state, bool fullText)
{
    json.insert(u"slow_log"_s, QJsonObject{{u"length"_s, numberOrNull(state.slowLogLength)},
                                           {u"taken"_s, isoOrNull(state.slowLogTaken)},
                                           {u"entries"_s, entriesJson(state.slowLog, fullText, false)}});
    QJsonObject large;
    for (const auto &[name, entries] : state.largeLogs)
        large.insert(name, entriesJson(entries, fullText, true));
    json.insert(u"large_logs"_s, large);
}

} // namespace

QString shortCommand(const QString &command)
{
    const QString kept = command.section(u' ', 0, 1);
    return kept == command ? kept : kept + u" …"_s;
}

void insertRedis(QJsonObject &json, const RedisState &state, bool fullText)
{
    insertMoment(json, state);
    json.insert(u"info"_s, textsJson(state.info));
    json.insert(u"settings"_s, textsJson(state.settings));
    json.insert(u"memory"_s, textsJson(state.memoryStats));
    json.insert(u"memory_doctor"_s, state.memoryDoctor);
    json.insert(u"keyspaces"_s, jsonArray(state.keyspaces, keyspaceJson));
    QJsonObject errors;
    for (const auto &[code, count] : state.errors)
        errors.insert(code, qint64(count));
    json.insert(u"errors"_s, errors);
    json.insert(u"commands"_s, jsonArray(state.commands, commandJson));
    json.insert(u"replication"_s, replicationJson(state.replication));
    json.insert(u"cluster"_s, state.cluster ? QJsonValue(clusterJson(*state.cluster)) : QJsonValue());
    json.insert(u"clients"_s, state.clients ? QJsonValue(jsonArray(*state.clients, clientJson)) : QJsonValue());
    json.insert(u"clients_taken"_s, isoOrNull(state.clientsTaken));
    insertLogs(json, state, fullText);
}

} // namespace lockmaster
