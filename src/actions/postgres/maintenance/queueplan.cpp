// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/queueplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/maintenance/queuelist.h"
#include "actions/postgres/maintenance/tablechecks.h"
#include "actions/postgres/maintenance/vacuumoptions.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::queue {
namespace {

using namespace Qt::StringLiterals;
using maintenance::TableLock;
using Tables = std::vector<QueuedTable>;

QString tablesText(const Tables &tables)
{
    return counted(qint64(tables.size()), ActionText::tr("1 table"), ActionText::tr("%1 tables"));
}

/// "sales.orders", or "sales.orders and 3 others"
QString namesText(const Tables &tables)
{
    const QString first = plainLine(tables.front().name);
    return tables.size() == 1 ? first
                              : ActionText::tr("%1 and %2")
                                    .arg(first, counted(qint64(tables.size()) - 1, ActionText::tr("1 other"),
                                                        ActionText::tr("%1 others")));
}

template <typename Test>
Tables those(const Tables &tables, Test test)
{
    Tables found;
    std::ranges::copy_if(tables, std::back_inserter(found), test);
    return found;
}

Preflight checkTables(const Tables &tables)
{
    const auto failed = [](const QString &text) { return Preflight{u"tables.same"_s, Verdict::Failed, text}; };
    if (tables.empty())
        return failed(ActionText::tr("No table has dead rows that this role may vacuum."));
    const Tables gone = those(tables, [](const QueuedTable &one) { return one.oid == 0; });
    if (!gone.empty())
        return failed(ActionText::tr("Not in this database: %1.").arg(namesText(gone)));
    const Tables vague = those(tables, [](const QueuedTable &one) { return one.namedSo > 1; });
    if (!vague.empty())
        return failed(ActionText::tr("Several tables are called so, name the schema too: %1.").arg(namesText(vague)));
    const Tables others = those(tables, [](const QueuedTable &one) { return !one.isTable; });
    if (!others.empty())
        return failed(ActionText::tr("Neither a table nor a materialized view: %1.").arg(namesText(others)));
    return {u"tables.same"_s, Verdict::Ok, ActionText::tr("All are there, read just now.")};
}

/// Of a list that was frozen, those that are still the same tables.
std::vector<Preflight> takeThoseThatAreLeft(const Tables &frozen, Tables &tables)
{
    const std::size_t before = tables.size();
    std::erase_if(tables, [&](const QueuedTable &table) {
        return !frozen.empty() && std::ranges::find(frozen, table.oid, &QueuedTable::oid) == frozen.end();
    });
    std::vector<Preflight> checks;
    if (before > 0 && tables.empty())
        checks.push_back({u"tables.same"_s, Verdict::Failed, ActionText::tr("None of the tables is there any more.")});
    else
        checks.push_back(checkTables(tables));
    if (tables.size() < before)
        checks.push_back(
            {u"tables.gone"_s, Verdict::Warning,
             ActionText::tr("Gone since, or other tables by now, and left out: %1.").arg(before - tables.size())});
    return checks;
}

Preflight checkRights(const Tables &tables, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    const Tables foreign = those(tables, [](const QueuedTable &one) { return !one.mayVacuum; });
    if (foreign.empty())
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may vacuum all of them.").arg(role)};
    const QString hint =
        facts.versionNumber >= 170000
            ? ActionText::tr("As their owner: GRANT MAINTAIN ON %1 TO %2").arg(plainLine(foreign.front().name), role)
            : ActionText::tr("Before PostgreSQL 17 only its owner, the database's or a superuser may.");
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not vacuum %2.").arg(role, namesText(foreign)) + u' ' + hint};
}

/// What stands in the way of one table does not keep the others from their turn.
Preflight softened(Preflight check)
{
    if (check.verdict == Verdict::Failed)
        check.verdict = Verdict::Warning;
    return check;
}

QCoro::Task<Result<std::vector<Preflight>>> checkAround(ReadyServer server, Tables tables, QJsonObject arguments,
                                                        std::stop_token stop)
{
    const auto busy = co_await maintenance::checkBusy(server, oidsOf(tables), TableLock::ShareUpdateExclusive,
                                                      ActionText::tr("3 s"), stop);
    if (!busy)
        co_return busy;
    const Result<Preflight> horizon = co_await maintenance::checkHorizon(server, stop);
    if (!horizon)
        co_return std::unexpected(horizon.error());
    std::vector<Preflight> checks;
    std::ranges::transform(*busy, std::back_inserter(checks), softened);
    checks.push_back(*horizon);
    const Preflight options = vacuum::checkOptions(arguments, server.facts.versionNumber);
    if (options.verdict == Verdict::Failed)
        checks.push_back(options);
    co_return checks;
}

void describe(ActionPlan &plan, const Tables &tables)
{
    qint64 bytes = 0;
    qint64 dead = 0;
    for (const QueuedTable &table : tables) {
        plan.subjects.push_back({u"table"_s, table.name});
        plan.statements.push_back({vacuum::vacuumStatement(plan.request.arguments, table.name), {}});
        bytes += table.bytes;
        dead += table.dead;
    }
    plan.title = ActionText::tr("Vacuum %1 on %2").arg(tablesText(tables), plan.target.name);
    plan.consequence =
        ActionText::tr("Reads %1 of %2 in all (%3 dead rows), one table after the other in this order.")
            .arg(tablesText(tables), formatBytes(bytes), formatCount(dead))
        + u' ' + maintenance::lockSentence(TableLock::ShareUpdateExclusive) + u' '
        + ActionText::tr("A table that is locked for longer than 3 s is left for later, and the next one is taken.");
    plan.undo = ActionText::tr("Pause it, skip a table or cancel it at any time: what is cleaned stays clean.");
    plan.alternative = ActionText::tr("Autovacuum does the same by itself; where it does not come often enough, "
                                      "autovacuum_vacuum_scale_factor of the table is the lasting remedy.");
    plan.validFor = std::chrono::seconds(60);
}

} // namespace

QString queueObjection(const QJsonObject &arguments)
{
    if (arguments.contains(kTables) == arguments.contains(kMostDead))
        return ActionText::tr("Either tables= or most_dead= says which tables.");
    return vacuum::optionObjection(arguments);
}

QCoro::Task<Result<ActionPlan>> planQueue(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    QJsonObject &arguments = plan.request.arguments;
    const auto link = context.server.postgres();
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Vacuum tables on %1").arg(plan.target.name);
    plan.preflights.push_back(maintenance::checkPrimary(context.server.facts));
    const QString objection = queueObjection(arguments);
    if (!objection.isEmpty())
        plan.preflights.push_back({u"arguments"_s, Verdict::Failed, objection});
    if (hasFailed(plan.preflights))
        co_return plan;
    Result<Tables> tables = co_await readQueue(link, arguments, stop);
    if (!tables && tables.error().kind != ErrorKind::Query)
        co_return std::unexpected(tables.error());
    if (!tables) // a name that the server cannot read
        plan.preflights.push_back({u"tables.same"_s, Verdict::Failed, tables.error().detail});
    else
        std::ranges::move(takeThoseThatAreLeft(frozenTables(arguments), *tables), std::back_inserter(plan.preflights));
    if (hasFailed(plan.preflights))
        co_return plan;
    plan.preflights.push_back(checkRights(*tables, context.server.facts));
    const auto more = co_await checkAround(context.server, *tables, arguments, stop);
    if (!more)
        co_return std::unexpected(more.error());
    std::ranges::copy(*more, std::back_inserter(plan.preflights));
    describe(plan, *tables);
    arguments.insert(maintenance::kSeen, frozenText(arguments, *tables));
    co_return plan;
}

// Single tables that are gone or others by now are left out when it is their turn.
Recheck recheckQueue(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({"tables.same"_L1}, {}, confirmed, again);
}

} // namespace lockmaster::queue
