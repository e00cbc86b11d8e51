// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pgbouncertext.h"

#include <algorithm>

#include "app/apptext.h"
#include "base/format.h"
#include "base/text.h"
#include "terminal.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QString word(const PgBouncerDatabase *database)
{
    if (!database)
        return {};
    return database->isPaused ? AppText::tr("paused") : database->isDisabled ? AppText::tr("disabled") : QString();
}

void printPool(const PgBouncerState &state, const PgBouncerPool &pool)
{
    const PgBouncerDatabase *database = databaseOf(state, pool);
    const auto size = poolSize(state, pool);
    const QString clients = AppText::tr("%1 active, %2 waiting").arg(pool.clientsActive).arg(pool.clientsWaiting);
    const QString servers = AppText::tr("%1 of %2 servers busy")
                                .arg(pool.serversBusy())
                                .arg(size ? QString::number(*size) : unknownValue());
    const QString wait =
        pool.clientsWaiting > 0 ? AppText::tr("longest wait %1").arg(formatDuration(waitOf(state, pool))) : QString();
    printLine(u"%1 %2 %3 %4 %5 %6"_s.arg(cell(pool.database, 20), cell(pool.user, 16), cell(clients, 26),
                                         cell(servers, 24), cell(word(database), 9), wait),
              2);
}

} // namespace

QString pgBouncerHead(const PgBouncerState &state)
{
    const QString user = plainLine(state.identity.user);
    const int most = maxClients(state);
    const QString who = state.identity.isAdmin == false ? AppText::tr("as %1 (may only read statistics)").arg(user)
                                                        : AppText::tr("as %1").arg(user);
    return AppText::tr("%1, %2 of %3 clients, %4")
        .arg(plainLine(state.identity.version), QString::number(usedClients(state)),
             most > 0 ? QString::number(most) : unknownValue(), who);
}

void printPgBouncer(const PgBouncerState &state)
{
    std::vector<PgBouncerPool> pools = state.pools;
    std::ranges::stable_sort(pools, std::ranges::greater{}, &PgBouncerPool::clientsWaiting);
    printLine({});
    printLine(pools.empty() ? AppText::tr("No pools: no client has connected yet") : AppText::tr("Pools"));
    for (const PgBouncerPool &pool : pools)
        printPool(state, pool);
}

} // namespace lockmaster
