// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pgbouncerjson.h"

#include "jsonvalues.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonObject othersJson(const PgBouncerOthers &others)
{
    QJsonObject json;
    for (const auto &[column, value] : others)
        json.insert(column, value);
    return json;
}

QJsonObject poolJson(const PgBouncerState &state, const PgBouncerPool &pool)
{
    const auto size = poolSize(state, pool);
    return {{u"database"_s, pool.database},
            {u"user"_s, pool.user},
            {u"mode"_s, pool.mode},
            {u"clients_active"_s, pool.clientsActive},
            {u"clients_waiting"_s, pool.clientsWaiting},
            {u"clients_cancelling"_s, pool.clientsCancelling},
            {u"servers_active"_s, pool.serversActive},
            {u"servers_idle"_s, pool.serversIdle},
            {u"servers_used"_s, pool.serversUsed},
            {u"servers_tested"_s, pool.serversTested},
            {u"servers_login"_s, pool.serversLogin},
            {u"servers_cancelling"_s, pool.serversCancelling},
            {u"longest_wait_seconds"_s, secondsOrNull(pool.longestWait)},
            {u"pool_size"_s, size ? QJsonValue(*size) : QJsonValue()},
            {u"saturation"_s, size ? QJsonValue(saturation(pool, size)) : QJsonValue()},
            {u"other_columns"_s, othersJson(pool.others)}};
}

QJsonObject databaseJson(const PgBouncerDatabase &database)
{
    return {{u"name"_s, database.name},
            {u"host"_s, database.host},
            {u"port"_s, database.port},
            {u"server_database"_s, database.serverDatabase},
            {u"mode"_s, database.mode},
            {u"pool_size"_s, database.poolSize},
            {u"min_pool_size"_s, numberOrNull(database.minPoolSize)},
            {u"reserve_pool"_s, numberOrNull(database.reservePool)},
            {u"max_connections"_s, database.maxConnections},
            {u"current_connections"_s, database.currentConnections},
            {u"max_clients"_s, numberOrNull(database.maxClients)},
            {u"current_clients"_s, numberOrNull(database.currentClients)},
            {u"paused"_s, database.isPaused},
            {u"disabled"_s, database.isDisabled},
            {u"stopped_since"_s, isoOrNull(database.stoppedSince)},
            {u"other_columns"_s, othersJson(database.others)}};
}

QJsonObject statsJson(const PgBouncerStats &stats)
{
    return {{u"database"_s, stats.database},
            {u"transactions"_s, qint64(stats.transactions)},
            {u"queries"_s, qint64(stats.queries)},
            {u"bytes_received"_s, qint64(stats.bytesReceived)},
            {u"bytes_sent"_s, qint64(stats.bytesSent)},
            {u"transaction_seconds"_s, secondsOrNull(stats.transactionTime)},
            {u"query_seconds"_s, secondsOrNull(stats.queryTime)},
            {u"wait_seconds"_s, secondsOrNull(stats.waitTime)},
            {u"server_assignments"_s, numberOrNull(stats.serverAssignments)},
            {u"client_parses"_s, numberOrNull(stats.clientParses)},
            {u"server_parses"_s, numberOrNull(stats.serverParses)},
            {u"binds"_s, numberOrNull(stats.binds)},
            {u"client_logins"_s, numberOrNull(stats.clientLogins)}};
}

QJsonObject socketJson(const PgBouncerSocket &socket)
{
    return {{u"database"_s, socket.database},
            {u"user"_s, socket.user},
            {u"application"_s, socket.application},
            {u"state"_s, socket.state},
            {u"host"_s, socket.host},
            {u"port"_s, socket.port},
            {u"local_host"_s, socket.localHost},
            {u"local_port"_s, socket.localPort},
            {u"connected"_s, isoOrNull(socket.connected)},
            {u"requested"_s, isoOrNull(socket.requested)},
            {u"wait_seconds"_s, secondsOrNull(socket.wait)},
            {u"closing"_s, socket.isClosing},
            {u"address"_s, socket.address},
            {u"link"_s, socket.link},
            {u"remote_pid"_s, socket.remotePid},
            {u"tls"_s, socket.tls},
            {u"id"_s, numberOrNull(socket.id)}};
}

void insertSockets(QJsonObject &json, const QString &name, const std::shared_ptr<const PgBouncerSockets> &sockets)
{
    json.insert(name, sockets ? QJsonValue(jsonArray(sockets->all, socketJson)) : QJsonValue());
    json.insert(name + u"_taken"_s, sockets ? isoOrNull(sockets->taken) : QJsonValue());
}

} // namespace

void insertPgBouncer(QJsonObject &json, const PgBouncerState &state)
{
    const PgBouncerIdentity &identity = state.identity;
    QJsonObject lists;
    for (const auto &[name, items] : state.lists)
        lists.insert(name, qint64(items));
    QJsonObject settings;
    for (const auto &[name, setting] : state.settings)
        settings.insert(name, setting.value);
    json.insert(u"server_now"_s, isoOrNull(state.serverNow));
    json.insert(u"identity"_s, QJsonObject{{u"version"_s, identity.version},
                                           {u"version_number"_s, identity.versionNumber},
                                           {u"user"_s, identity.user},
                                           {u"is_admin"_s, boolOrNull(identity.isAdmin)}});
    json.insert(u"all_paused"_s, boolOrNull(state.isPaused));
    json.insert(u"all_suspended"_s, boolOrNull(state.isSuspended));
    json.insert(u"pools"_s, jsonArray(state.pools, [&](const PgBouncerPool &pool) { return poolJson(state, pool); }));
    json.insert(u"databases"_s, jsonArray(state.databases, databaseJson));
    json.insert(u"stats"_s, jsonArray(state.stats, statsJson));
    insertSockets(json, u"clients"_s, state.clients);
    insertSockets(json, u"servers"_s, state.servers);
    json.insert(u"lists"_s, lists);
    json.insert(u"settings"_s, settings);
}

} // namespace lockmaster
