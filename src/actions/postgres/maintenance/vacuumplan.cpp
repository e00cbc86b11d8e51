// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/vacuumplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/maintenance/columnlist.h"
#include "actions/postgres/maintenance/tablechecks.h"
#include "actions/postgres/maintenance/vacuumoptions.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::vacuum {
namespace {

using namespace Qt::StringLiterals;
using maintenance::Table;
using maintenance::TableLock;

QString titleOf(const ActionPlan &plan, const QString &table)
{
    const QString name = plainLine(table);
    switch (modeOf(plan.request.arguments)) {
    case Mode::Analyze: return ActionText::tr("Analyze %1 on %2").arg(name, plan.target.name);
    case Mode::Freeze: return ActionText::tr("Vacuum and freeze %1 on %2").arg(name, plan.target.name);
    case Mode::VacuumAnalyze: return ActionText::tr("Vacuum and analyze %1 on %2").arg(name, plan.target.name);
    case Mode::Vacuum: break;
    }
    return ActionText::tr("Vacuum %1 on %2").arg(name, plan.target.name);
}

void describe(ActionPlan &plan, const Table &table, const QString &columns)
{
    QJsonObject &arguments = plan.request.arguments;
    const QString only = arguments.value("only"_L1).toBool() ? u"ONLY "_s : QString();
    plan.subjects = {{u"table"_s, table.name}};
    plan.statements = {{vacuumStatement(arguments, only + table.name + columns), {}}};
    plan.consequence = consequenceOf(table, arguments);
    plan.undo = ActionText::tr("Cancel it at any time: what is cleaned stays clean, the rest is as it was.");
    plan.alternative = ActionText::tr("Autovacuum comes by itself once %1 rows are dead, unless it is set otherwise.")
                           .arg(formatCount(50 + table.live / 5));
    plan.validFor = std::chrono::seconds(60);
}

QString patienceOf(const QJsonObject &arguments)
{
    return arguments.value("skip_locked"_L1).toBool() ? ActionText::tr("not at all") : ActionText::tr("3 s");
}

/// The checks that need more than the table's own row.
QCoro::Task<Result<std::vector<Preflight>>> checkAround(ReadyServer server, Table table, QJsonObject arguments,
                                                        std::stop_token stop)
{
    Result<std::vector<Preflight>> checks = co_await maintenance::checkBusy(
        server, maintenance::Oids(1, table.oid), TableLock::ShareUpdateExclusive, patienceOf(arguments), stop);
    if (!checks)
        co_return checks;
    const Result<Preflight> horizon = co_await maintenance::checkHorizon(server, stop);
    if (!horizon)
        co_return std::unexpected(horizon.error());
    checks->push_back(*horizon);
    const Preflight options = checkOptions(arguments, server.facts.versionNumber);
    if (options.verdict == Verdict::Failed)
        checks->push_back(options);
    if (arguments.value("only"_L1).toBool() && server.facts.versionNumber < 180000)
        checks->push_back({kOptionKnown, Verdict::Failed, ActionText::tr("ONLY came with PostgreSQL 18.")});
    const QString objection = optionObjection(arguments);
    if (!objection.isEmpty())
        checks->push_back({u"arguments"_s, Verdict::Failed, objection});
    co_return checks;
}

} // namespace

QString consequenceOf(const Table &table, const QJsonObject &arguments)
{
    QStringList parts{ActionText::tr("Reads %1 with %2 (%3 live rows, %4 dead).")
                          .arg(formatBytes(table.bytes),
                               counted(table.indexes, ActionText::tr("1 index"), ActionText::tr("%1 indexes")),
                               formatCount(table.live), formatCount(table.dead)),
                      table.costDelay == u"0"
                          ? ActionText::tr("At full speed: vacuum_cost_delay is 0.")
                          : ActionText::tr("Slowed by vacuum_cost_delay = %1.").arg(table.costDelay),
                      maintenance::lockSentence(TableLock::ShareUpdateExclusive)};
    if (modeOf(arguments) != Mode::Analyze) {
        if (table.standbys > 0)
            parts << ActionText::tr("On %1, queries that still need the removed rows may be cancelled.")
                         .arg(counted(table.standbys, ActionText::tr("1 standby"), ActionText::tr("%1 standbys")));
        if (arguments.value("truncate"_L1).toBool())
            parts << ActionText::tr("Shortening its file locks everybody out for a moment.");
    }
    return parts.join(u' ');
}

QCoro::Task<Result<ActionPlan>> planVacuum(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    QJsonObject &arguments = plan.request.arguments;
    const QString asked = arguments.value(maintenance::kTable).toString();
    const auto link = context.server.postgres();
    plan.severity = Severity::Reversible;
    plan.title = titleOf(plan, asked);
    plan.preflights.push_back(maintenance::checkPrimary(context.server.facts));
    const Result<std::vector<Table>> found = co_await maintenance::readTables(link, asked, stop);
    if (!found)
        co_return std::unexpected(found.error());
    plan.preflights.push_back(maintenance::checkTable(arguments, *found));
    if (hasFailed(plan.preflights))
        co_return plan;
    const Table table = found->front();
    plan.preflights.push_back(maintenance::checkRight(table, maintenance::Right::Vacuum, context.server.facts));
    Result<std::vector<Preflight>> more = co_await checkAround(context.server, table, arguments, stop);
    if (!more)
        co_return std::unexpected(more.error());
    std::ranges::move(*more, std::back_inserter(plan.preflights));
    const auto columns =
        co_await maintenance::readColumns(link, table.oid, arguments.value("columns"_L1).toString(), stop);
    if (!columns)
        co_return std::unexpected(columns.error());
    if (columns->check.verdict == Verdict::Failed)
        plan.preflights.push_back(columns->check);
    // From here on this one, also when another of that name comes.
    arguments.insert(maintenance::kTable, table.name);
    arguments.insert(maintenance::kSeen, maintenance::seenText({table.oid, table.file, table.bytes}, table.name));
    plan.title = titleOf(plan, table.name);
    describe(plan, table, columns->names.isEmpty() ? QString() : u" (%1)"_s.arg(columns->names.join(u", ")));
    co_return plan;
}

Recheck recheckVacuum(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({maintenance::kTableSame}, {}, confirmed, again);
}

} // namespace lockmaster::vacuum
