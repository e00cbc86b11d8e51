// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/vacuumplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"
#include "actions/postgres/vacuumchecks.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::vacuum {
namespace {

using namespace Qt::StringLiterals;

QString statementFor(const QJsonObject &arguments, Mode mode, const QString &table)
{
    if (mode == Mode::Analyze)
        return u"ANALYZE (VERBOSE) "_s + table;
    QStringList options{u"VERBOSE"_s};
    if (mode == Mode::VacuumAnalyze)
        options << u"ANALYZE"_s;
    if (mode == Mode::Freeze)
        options << u"FREEZE"_s;
    options << u"SKIP_LOCKED false"_s;
    if (arguments.contains("parallel"_L1))
        options << u"PARALLEL %1"_s.arg(arguments.value("parallel"_L1).toInteger());
    options << (arguments.value("truncate"_L1).toBool() ? u"TRUNCATE true"_s : u"TRUNCATE false"_s);
    return u"VACUUM (%1) %2"_s.arg(options.join(u", "_s), table);
}

QString consequenceOf(const Table &table, const ActionPlan &plan)
{
    QStringList parts{ActionText::tr("Reads %1 with %2 (%3 live rows, %4 dead).")
                          .arg(formatBytes(table.bytes),
                               counted(table.indexes, ActionText::tr("1 index"), ActionText::tr("%1 indexes")),
                               formatCount(table.live), formatCount(table.dead)),
                      table.costDelay == u"0"
                          ? ActionText::tr("At full speed: vacuum_cost_delay is 0.")
                          : ActionText::tr("Slowed by vacuum_cost_delay = %1.").arg(table.costDelay)};
    if (modeOf(plan) != Mode::Analyze) {
        parts << ActionText::tr("Reading and writing go on; changes of its definition and of its indexes wait.");
        if (table.standbys > 0)
            parts << ActionText::tr("On %1, queries that still need the removed rows may be cancelled.")
                         .arg(counted(table.standbys, ActionText::tr("1 standby"), ActionText::tr("%1 standbys")));
        if (plan.request.arguments.value("truncate"_L1).toBool())
            parts << ActionText::tr("Shortening its file locks everybody out for a moment.");
    }
    return parts.join(u' ');
}

void describe(ActionPlan &plan, const Table &table)
{
    const Mode mode = modeOf(plan);
    plan.subjects = {{u"table"_s, table.name}};
    plan.statements = {{statementFor(plan.request.arguments, mode, table.name), {}}};
    plan.consequence = consequenceOf(table, plan);
    plan.undo = ActionText::tr("Cancel it at any time: what is cleaned stays clean, the rest is as it was.");
    plan.alternative = ActionText::tr("Autovacuum comes by itself once %1 rows are dead, unless it is set otherwise.")
                           .arg(formatCount(50 + table.live / 5));
    plan.validFor = std::chrono::seconds(60);
}

QString titleOf(const ActionPlan &plan, const QString &table)
{
    const QString name = plainLine(table);
    switch (modeOf(plan)) {
    case Mode::Analyze: return ActionText::tr("Analyze %1 on %2").arg(name, plan.target.name);
    case Mode::Freeze: return ActionText::tr("Vacuum and freeze %1 on %2").arg(name, plan.target.name);
    case Mode::VacuumAnalyze: return ActionText::tr("Vacuum and analyze %1 on %2").arg(name, plan.target.name);
    case Mode::Vacuum: break;
    }
    return ActionText::tr("Vacuum %1 on %2").arg(name, plan.target.name);
}

} // namespace

Mode modeOf(const ActionPlan &plan)
{
    const QString mode = plan.request.arguments.value("mode"_L1).toString();
    return mode == u"analyze"          ? Mode::Analyze
           : mode == u"vacuum_analyze" ? Mode::VacuumAnalyze
           : mode == u"freeze"         ? Mode::Freeze
                                       : Mode::Vacuum;
}

QCoro::Task<Result<ActionPlan>> planVacuum(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString asked = plan.request.arguments.value(kTable).toString();
    plan.severity = Severity::Reversible;
    plan.title = titleOf(plan, asked);
    plan.preflights.push_back(checkPrimary(context.server.facts));
    const Result<PgRows> rows = co_await context.server.postgres()->query(
        actionQuery("vacuum_table"_L1, {PgParam::of(asked)}), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    plan.preflights.push_back(checkTable(asked, *rows));
    if (hasFailed(plan.preflights))
        co_return plan;
    const Table table = tableIn(*rows, 0);
    Result<std::vector<Preflight>> more = co_await checkAround(context.server, table, stop);
    if (!more)
        co_return std::unexpected(more.error());
    std::ranges::move(*more, std::back_inserter(plan.preflights));
    plan.request.arguments.insert(kTable, table.name); // from here on this one, also when another of that name comes
    plan.title = titleOf(plan, table.name);
    describe(plan, table);
    co_return plan;
}

Recheck recheckVacuum(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({kTableSame}, {}, confirmed, again);
}

} // namespace lockmaster::vacuum
