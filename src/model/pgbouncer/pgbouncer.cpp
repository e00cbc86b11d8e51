// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pgbouncer/pgbouncer.h"

#include <algorithm>
#include <numeric>

namespace lockmaster {
namespace {

/// A client has no user before PgBouncer has looked it up.
bool waitsAtLogin(const PgBouncerSocket &client, const PgBouncerPool &pool)
{
    return client.state == u"waiting" && client.wait.value_or(std::chrono::microseconds::zero()).count() == 0
           && client.database == pool.database && (client.user == pool.user || client.user == u"(nouser)");
}

/// By PgBouncer's clock: the newest request is ours, for the list. One that waits at login has said its last word as
/// soon as it came; one that has just begun to wait, a moment ago.
std::optional<std::chrono::microseconds> loginWait(const PgBouncerState &state, const PgBouncerPool &pool)
{
    if (!state.clients || state.clients->taken != state.serverNow)
        return {};
    std::optional<ServerTime> now;
    std::optional<ServerTime> first;
    for (const PgBouncerSocket &client : state.clients->all) {
        now = std::max(now, client.requested);
        const std::optional<ServerTime> spoken = std::max(client.connected, client.requested);
        if (spoken && waitsAtLogin(client, pool))
            first = std::min(first.value_or(*spoken), *spoken);
    }
    return now && first ? ageAt(*now, first) : std::nullopt;
}

} // namespace

std::chrono::microseconds waitOf(const PgBouncerState &state, const PgBouncerPool &pool)
{
    if (!pool.waitsUntold())
        return pool.longestWait;
    return loginWait(state, pool)
        .or_else([&] { return ageAt(state.serverNow, pool.waitingSince); })
        .value_or(std::chrono::microseconds::zero());
}

bool isAnotherLife(const PgBouncerState &before, const PgBouncerState &after)
{
    if (after.consoleCommands < before.consoleCommands)
        return true;
    return std::ranges::any_of(after.stats, [&](const PgBouncerStats &now) {
        const auto last = std::ranges::find(before.stats, now.database, &PgBouncerStats::database);
        return last != before.stats.end() && (now.queries < last->queries || now.bytesReceived < last->bytesReceived);
    });
}

const PgBouncerDatabase *databaseOf(const PgBouncerState &state, const PgBouncerPool &pool)
{
    const auto found = std::ranges::find(state.databases, pool.database, &PgBouncerDatabase::name);
    return found == state.databases.end() ? nullptr : &*found;
}

std::optional<int> poolSize(const PgBouncerState &state, const PgBouncerPool &pool)
{
    if (const auto own = state.userPoolSizes.find(pool.user); own != state.userPoolSizes.end())
        return own->second;
    const PgBouncerDatabase *database = databaseOf(state, pool);
    return database ? std::optional(database->poolSize) : std::nullopt;
}

double saturation(const PgBouncerPool &pool, std::optional<int> poolSize)
{
    return poolSize.value_or(0) > 0 ? double(pool.serversBusy()) / *poolSize : 0;
}

double saturation(const PgBouncerState &state, const PgBouncerPool &pool)
{
    return saturation(pool, poolSize(state, pool));
}

int usedClients(const PgBouncerState &state)
{
    const auto used = state.lists.find(QStringLiteral("used_clients"));
    if (used != state.lists.end())
        return static_cast<int>(used->second);
    const auto add = [](int sum, const PgBouncerPool &pool) { return sumOfCounts(sum, pool.clients()); };
    return std::accumulate(state.pools.begin(), state.pools.end(), 0, add);
}

int maxClients(const PgBouncerState &state)
{
    const auto setting = state.settings.find(QStringLiteral("max_client_conn"));
    return setting == state.settings.end() ? 0 : setting->second.value.toInt();
}

} // namespace lockmaster
