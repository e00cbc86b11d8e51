// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/poolbehind.h"

#include "base/text.h"
#include "model/action.h"
#include "model/pgbouncer/pooltrace.h"
#include "watch/momentbus.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <tuple>

namespace lockmaster {

namespace {

struct PoolBehindText {
    Q_DECLARE_TR_FUNCTIONS(PoolBehind)
};

using PoolName = std::tuple<QString, QString, QString>; ///< PgBouncer, database, user

PoolName poolOf(const ClientTrace &trace)
{
    return {trace.target, trace.server.database, trace.server.user};
}

QString textOf(const PoolName &name)
{
    const auto &[bouncer, database, user] = name;
    return PoolBehindText::tr("pool %1 (%2) of %3").arg(plainLine(database), plainLine(user), plainLine(bouncer));
}

QString waitersFor(const PoolName &name, const MomentBus &bus)
{
    const auto &[bouncer, database, user] = name;
    const SnapshotPtr snapshot = bus.shown(bouncer);
    if (!snapshot || !snapshot->pgbouncer)
        return {};
    const auto &pools = snapshot->pgbouncer->pools;
    const auto pool = std::ranges::find_if(
        pools, [&](const PgBouncerPool &each) { return each.database == database && each.user == user; });
    return pool == pools.end() || pool->clientsWaiting == 0
               ? QString()
               : PoolBehindText::tr("%n clients wait for this pool.", nullptr, pool->clientsWaiting);
}

QString clientText(const PgBouncerSocket &client)
{
    const QString place = placeText(client.host, client.port);
    return plainLine(client.application.isEmpty() ? place : QStringLiteral("%1, %2").arg(client.application, place));
}

QString behindOne(const ClientTrace &trace)
{
    return trace.client
               ? PoolBehindText::tr("Behind it: %1, through %2.").arg(clientText(*trace.client), textOf(poolOf(trace)))
               : PoolBehindText::tr("It belongs to %1; no client uses it now.").arg(textOf(poolOf(trace)));
}

} // namespace

QString poolBehind(const ActionPlan &plan, const MomentBus &bus)
{
    const auto shown = [&bus](const QString &target) { return bus.shown(target); };
    std::map<PoolName, int> pools;
    ClientTrace last;
    for (const ActionSubject &subject : plan.subjects) {
        const ClientTrace trace = subject.session ? traceClient(*subject.session, bus.fleet(), shown) : ClientTrace();
        if (trace.target.isEmpty())
            continue;
        ++pools[poolOf(trace)];
        last = trace;
    }
    if (pools.empty())
        return {};
    const auto &[name, count] = *std::ranges::max_element(pools, {}, &std::pair<const PoolName, int>::second);
    const QString behind = plan.subjects.size() == 1
                               ? behindOne(last)
                               : PoolBehindText::tr("%n of these belong to %1.", nullptr, count).arg(textOf(name));
    const QString waiters = waitersFor(name, bus);
    return waiters.isEmpty() ? behind : behind + u' ' + waiters;
}

} // namespace lockmaster
