// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/dropplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/maintenance/indexes.h"
#include "actions/postgres/maintenance/tablechecks.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::dropindex {
namespace {

using namespace Qt::StringLiterals;
using maintenance::Index;
using maintenance::LockQueue;
using maintenance::LockSeat;
using maintenance::Table;
using maintenance::TableLock;
using Checks = std::vector<Preflight>;

Preflight checkUse(const Index &index)
{
    const auto failed = [](const QString &text) { return Preflight{u"index.invalid"_s, Verdict::Failed, text}; };
    if (index.isValid)
        return failed(ActionText::tr("It is valid: queries use it. From here only invalid ones are dropped."));
    if (!index.constraint.isEmpty())
        return failed(ActionText::tr("The constraint %1 stands on it.").arg(plainLine(index.constraint)));
    if (index.isIdentity)
        return failed(ActionText::tr("Replication tells rows by it (REPLICA IDENTITY)."));
    if (!index.parent.isEmpty())
        return failed(ActionText::tr("It is a part of the partitioned index %1.").arg(plainLine(index.parent)));
    if (index.kind != u"i" || index.isCatalog)
        return failed(ActionText::tr("It is the index of a partitioned table or of the server itself."));
    return {u"index.invalid"_s, Verdict::Ok,
            ActionText::tr("It is invalid: no query uses it, and no constraint needs it.")};
}

/// Who builds it holds a lock on the table all the while; whose progress this role may not see has that lock too.
Preflight checkBuilder(const Index &index, const LockQueue &queue)
{
    const QLatin1StringView id{"index.builder"};
    if (index.builder > 0)
        return {id, Verdict::Failed, ActionText::tr("Session %1 builds it now.").arg(index.builder)};
    const auto holder =
        std::ranges::find_if(queue.seats, [](const LockSeat &seat) { return seat.isInTheWay && !seat.isAutovacuum; });
    if (holder != queue.seats.end())
        return {id, Verdict::Failed,
                ActionText::tr("Session %1 has a lock on the table as whoever builds an index has: it may be this one.")
                    .arg(holder->pid)};
    return {id, Verdict::Ok, ActionText::tr("Nobody builds it now.")};
}

void describe(ActionPlan &plan, const Index &index)
{
    plan.subjects = {{u"index"_s, index.name}};
    plan.statements = {{u"DROP INDEX CONCURRENTLY "_s + index.name, {}}};
    plan.consequence = ActionText::tr("Drops %1 (%2) of %3; writes no longer pay for it.")
                           .arg(plainLine(index.name), formatBytes(index.bytes), plainLine(index.tableName))
                       + u' ' + maintenance::lockSentence(TableLock::ShareUpdateExclusive) + u' '
                       + ActionText::tr("It waits at most %1 s for transactions that are older.")
                             .arg(lockWait(plan.request.arguments).count());
    plan.undo = ActionText::tr("To build it again: %1").arg(plainLine(index.definition));
    plan.alternative = ActionText::tr("postgres.index.rebuild makes a valid one of it, if it is wanted after all.");
    plan.token = index.name;
    plan.validFor = std::chrono::seconds(60);
}

QCoro::Task<Result<Checks>> checkAround(ReadyServer server, Index index, std::stop_token stop)
{
    const auto tables = co_await maintenance::readTables(server.postgres(), index.tableName, stop);
    if (!tables)
        co_return std::unexpected(tables.error());
    const auto queue = co_await maintenance::readLockQueue(server.postgres(), maintenance::Oids(1, index.tableOid),
                                                           TableLock::ShareUpdateExclusive, stop);
    if (!queue)
        co_return std::unexpected(queue.error());
    const Result<Preflight> waits = co_await maintenance::checkTransactions(server, index.tableOid, stop);
    if (!waits)
        co_return std::unexpected(waits.error());
    Checks checks;
    for (const Table &table : *tables)
        checks.push_back(maintenance::checkRight(table, maintenance::Right::Own, server.facts));
    checks.push_back(checkBuilder(index, *queue));
    checks.push_back(*waits);
    co_return checks;
}

} // namespace

std::chrono::seconds lockWait(const QJsonObject &arguments)
{
    return std::chrono::seconds(arguments.value("lock_wait_seconds"_L1).toInteger(5));
}

QCoro::Task<Result<ActionPlan>> planDrop(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    QJsonObject &arguments = plan.request.arguments;
    const QString asked = arguments.value(maintenance::kIndex).toString();
    plan.severity = Severity::Disruptive;
    plan.title = ActionText::tr("Drop the invalid index %1 on %2").arg(plainLine(asked), plan.target.name);
    plan.preflights.push_back(maintenance::checkPrimary(context.server.facts));
    const auto found = co_await maintenance::readIndexes(context.server.postgres(), asked, stop);
    if (!found)
        co_return std::unexpected(found.error());
    plan.preflights.push_back(maintenance::checkIndex(arguments, *found));
    if (hasFailed(plan.preflights))
        co_return plan;
    const Index index = found->front();
    plan.preflights.push_back(checkUse(index));
    Result<Checks> more = co_await checkAround(context.server, index, stop);
    if (!more)
        co_return std::unexpected(more.error());
    std::ranges::move(*more, std::back_inserter(plan.preflights));
    arguments.insert(maintenance::kIndex, index.name);
    arguments.insert(maintenance::kSeen, maintenance::seenText({index.oid, 0, index.bytes}, index.name));
    plan.title = ActionText::tr("Drop the invalid index %1 on %2").arg(plainLine(index.name), plan.target.name);
    describe(plan, index);
    co_return plan;
}

Recheck recheckDrop(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({maintenance::kIndexSame}, {}, confirmed, again);
}

} // namespace lockmaster::dropindex
