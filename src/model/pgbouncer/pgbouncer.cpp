// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pgbouncer/pgbouncer.h"

#include <algorithm>
#include <numeric>

namespace lockmaster {

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
