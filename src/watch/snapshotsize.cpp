// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/snapshotsize.h"

#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replication.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

#include <numeric>

namespace lockmaster {
namespace {

using Bytes = std::int64_t;

constexpr Bytes kTextPair = 160; ///< an entry of a map of short texts: its node and two strings

template <typename... Texts>
Bytes charactersOf(const Texts &...texts)
{
    return 2 * (Bytes(texts.size()) + ...);
}

template <typename Container>
Bytes rowsOf(const Container &rows)
{
    return Bytes(sizeof(typename Container::value_type)) * Bytes(std::size(rows));
}

template <typename Container, typename Characters>
Bytes rowsOf(const Container &rows, Characters characters)
{
    return std::accumulate(rows.begin(), rows.end(), rowsOf(rows),
                           [&](Bytes sum, const auto &row) { return sum + characters(row); });
}

/// A list that snapshots share: it costs where it is new.
template <typename Shared, typename Measure>
Bytes newOf(const Shared &list, const Shared *before, Measure measure)
{
    return !list || (before && *before == list) ? 0 : measure(*list);
}

Bytes bytesOf(const Session &session)
{
    return Bytes(sizeof(Session)) + charactersOf(session.query, session.application, session.client);
}

/// Sessions that did not change are shared with the snapshot before; both lists are ordered by key.
Bytes bytesOf(const std::vector<SessionPtr> &sessions, const std::vector<SessionPtr> &before)
{
    Bytes bytes = rowsOf(sessions);
    auto old = before.begin();
    for (const SessionPtr &session : sessions) {
        while (old != before.end() && (*old)->key < session->key)
            ++old;
        if (old == before.end() || *old != session)
            bytes += bytesOf(*session);
    }
    return bytes;
}

Bytes bytesOf(const Replication &replication)
{
    return Bytes(sizeof(Replication)) + rowsOf(replication.senders) + rowsOf(replication.slotsKept);
}

Bytes bytesOf(const PostgresState &state, const PostgresState *before)
{
    const auto lock = [](const auto &row) { return charactersOf(row.lockType, row.mode, row.relation); };
    Bytes bytes = Bytes(sizeof(PostgresState)) + rowsOf(state.heldLocks, lock) + rowsOf(state.preparedTransactions)
                  + rowsOf(state.databases) + rowsOf(state.forest.nodes) + rowsOf(state.headroom.holders);
    bytes += rowsOf(state.lockWaits, [&](const LockWait &wait) {
        return lock(wait) + charactersOf(wait.object) + rowsOf(wait.blockers);
    });
    bytes += newOf(state.replication, before ? &before->replication : nullptr,
                   [](const Replication &replication) { return bytesOf(replication); });
    return bytes + bytesOf(state.sessions, before ? before->sessions : std::vector<SessionPtr>());
}

Bytes bytesOf(const PgBouncerSockets &sockets)
{
    return rowsOf(sockets.all, [](const PgBouncerSocket &socket) {
        return charactersOf(socket.database, socket.user, socket.application, socket.state, socket.host,
                            socket.localHost, socket.address, socket.link, socket.tls);
    });
}

Bytes bytesOf(const PgBouncerState &state, const PgBouncerState *before)
{
    const auto sockets = [](const PgBouncerSockets &list) { return bytesOf(list); };
    return Bytes(sizeof(PgBouncerState)) + rowsOf(state.pools) + rowsOf(state.databases) + rowsOf(state.stats)
           + kTextPair * Bytes(state.settings.size() + state.lists.size())
           + newOf(state.clients, before ? &before->clients : nullptr, sockets)
           + newOf(state.servers, before ? &before->servers : nullptr, sockets);
}

Bytes bytesOf(const std::vector<RedisClient> &clients)
{
    return rowsOf(clients, [](const RedisClient &client) {
        return charactersOf(client.address, client.name, client.user, client.flags, client.command, client.library);
    });
}

Bytes bytesOf(const std::vector<RedisSlowEntry> &entries)
{
    return rowsOf(entries, [](const RedisSlowEntry &entry) {
        return charactersOf(entry.command, entry.client, entry.clientName);
    });
}

Bytes bytesOf(const RedisState &state, const RedisState *before)
{
    Bytes bytes = Bytes(sizeof(RedisState)) + rowsOf(state.keyspaces) + rowsOf(state.replication.replicas)
                  + rowsOf(state.commands, [](const RedisCommandStat &stat) { return charactersOf(stat.command); })
                  + kTextPair * Bytes(state.info.size()) + kTextPair * Bytes(state.memoryStats.size())
                  + kTextPair * Bytes(state.settings.size() + state.errors.size());
    if (state.cluster)
        bytes += rowsOf(state.cluster->nodes) + kTextPair * Bytes(state.cluster->info.size());
    return bytes
           + newOf(state.clients, before ? &before->clients : nullptr,
                   [](const std::vector<RedisClient> &clients) { return bytesOf(clients); })
           + newOf(state.slowLog, before ? &before->slowLog : nullptr,
                   [](const std::vector<RedisSlowEntry> &entries) { return bytesOf(entries); });
}

Bytes bytesOf(const SentinelState &state, const SentinelState *)
{
    return Bytes(sizeof(SentinelState)) + kTextPair * Bytes(state.info.size())
           + rowsOf(state.primaries, [](const SentinelPrimary &primary) {
                 return rowsOf(primary.replicas) + rowsOf(primary.sentinels);
             });
}

/// While blind, and between two answers, the state is that of the snapshot before.
template <typename State>
Bytes stateBytes(const std::shared_ptr<const State> &state, const std::shared_ptr<const State> &before)
{
    return !state || state == before ? 0 : bytesOf(*state, before.get());
}

} // namespace

std::int64_t addedBytes(const Snapshot &snapshot, const Snapshot *before)
{
    const ServerData nothing;
    const ServerData &old = before ? static_cast<const ServerData &>(*before) : nothing;
    return Bytes(sizeof(Snapshot)) + rowsOf(snapshot.samples) + rowsOf(snapshot.costs) + rowsOf(snapshot.events)
           + rowsOf(snapshot.probeErrors) + stateBytes(snapshot.postgres, old.postgres)
           + stateBytes(snapshot.pgbouncer, old.pgbouncer) + stateBytes(snapshot.redis, old.redis)
           + stateBytes(snapshot.sentinel, old.sentinel);
}

std::int64_t bytesOf(const std::vector<Finding> &findings)
{
    constexpr Bytes kEvidence = 2048; // as CBOR in memory, about: some ten fields, and rows of those concerned
    return rowsOf(findings, [](const Finding &finding) { return kEvidence + charactersOf(finding.key); });
}

} // namespace lockmaster
