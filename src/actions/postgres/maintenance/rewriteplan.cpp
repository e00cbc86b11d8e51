// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/rewriteplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"
#include "actions/postgres/maintenance/tablechecks.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::rewrite {
namespace {

using namespace Qt::StringLiterals;
using maintenance::Right;
using maintenance::Table;
using maintenance::TableLock;
using Checks = std::vector<Preflight>;

Preflight checkKind(const Table &table)
{
    const QLatin1StringView id{"rewrite.kind"};
    if (table.kind == u"p")
        return {id, Verdict::Failed, ActionText::tr("It is partitioned: rewrite its partitions, one after the other.")};
    if (table.kind == u"t" || table.isCatalog)
        return {id, Verdict::Failed, ActionText::tr("Tables of the server itself are not rewritten from here.")};
    if (table.isTemporary)
        return {id, Verdict::Failed, ActionText::tr("It is a temporary table of a session.")};
    return {id, Verdict::Ok, ActionText::tr("A table that can be rewritten.")};
}

/// PF-SIZE. The server does not tell over SQL how much room there is: only a person can.
Preflight warnOfSpace(const Table &table)
{
    return {u"space"_s, Verdict::Warning,
            ActionText::tr("It needs up to %1 more on the disk of the data until it is done, and as much of "
                           "write-ahead log. How much is free the server does not tell: look before.")
                .arg(formatBytes(table.bytes))};
}

Checks checksAround(const PgRows &rows, const Table &table)
{
    Checks checks;
    const auto number = [&](const char *name) { return rows.integer(0, rows.column(name)); };
    if (number("base_backups") > 0)
        checks.push_back({u"backup.running"_s, Verdict::Warning,
                          ActionText::tr("A base backup runs now, and has to take the new copy as well.")});
    if (number("slots") > 0 || table.standbys > 0)
        checks.push_back({u"replication"_s, Verdict::Warning,
                          ActionText::tr("%1 and %2 have to take as much write-ahead log; "
                                         "max_slot_wal_keep_size is %3.")
                              .arg(counted(table.standbys, ActionText::tr("1 standby"), ActionText::tr("%1 standbys")),
                                   counted(number("slots"), ActionText::tr("1 replication slot"),
                                           ActionText::tr("%1 replication slots")),
                                   rows.text(0, rows.column("slot_limit")))});
    if (number("publications") > 0)
        checks.push_back({u"publication"_s, Verdict::Warning,
                          ActionText::tr("It is published: its subscribers lag until it is done.")});
    return checks;
}

struct Order {
    QString index; ///< quoted
    Preflight check;
};

QCoro::Task<Result<Order>> readOrder(std::shared_ptr<PgLink> link, qint64 table, QString asked, std::stop_token stop)
{
    const Result<PgRows> rows = co_await link->query(
        actionQuery("rewrite_index"_L1, {PgParam::of(table), PgParam::of(asked)}), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    Order order{{}, {u"rewrite.index"_s, Verdict::Failed, {}}};
    const auto flag = [&](const char *name) { return rows->boolean(0, rows->column(name)); };
    if (rows->count() == 0) {
        order.check.detail = asked.isEmpty()
                                 ? ActionText::tr("It was never ordered by an index: name the one to order it by.")
                                 : ActionText::tr("The table has no index %1.").arg(plainLine(asked));
        co_return order;
    }
    order.index = rows->text(0, rows->column("name"));
    if (!flag("is_valid"))
        order.check.detail = ActionText::tr("The index %1 is invalid.").arg(plainLine(order.index));
    else if (flag("is_partial") || !flag("can_order"))
        order.check.detail =
            ActionText::tr("No table can be ordered by %1: it is partial, or of a method without an order.")
                .arg(plainLine(order.index));
    else
        order.check = {order.check.id, Verdict::Ok,
                       ActionText::tr("It is ordered by the index %1.").arg(plainLine(order.index))};
    co_return order;
}

QString statementFor(const QJsonObject &arguments, const Table &table, const QString &index)
{
    if (isCluster(arguments))
        return u"CLUSTER VERBOSE %1 USING %2"_s.arg(table.name, index);
    return (arguments.value("analyze"_L1).toBool() ? u"VACUUM (FULL, ANALYZE, VERBOSE) "_s
                                                   : u"VACUUM (FULL, VERBOSE) "_s)
           + table.name;
}

void describe(ActionPlan &plan, const Table &table, const QString &index)
{
    constexpr qint64 kUsualBytesPerSecond = 50'000'000; // copying and building indexes; a guess, and told as one
    const bool isByIndex = isCluster(plan.request.arguments);
    plan.subjects = {{u"table"_s, table.name}};
    plan.statements = {{statementFor(plan.request.arguments, table, index), {}}};
    plan.consequence =
        ActionText::tr("%1 (%2, with %3) can be neither read nor written until it is done: at 50 MB/s about %4.")
            .arg(plainLine(table.name), formatBytes(table.bytes),
                 counted(table.indexes, ActionText::tr("1 index"), ActionText::tr("%1 indexes")),
                 formatDuration(std::chrono::seconds(table.bytes / kUsualBytesPerSecond + 1)))
        + u' ' + maintenance::lockSentence(TableLock::AccessExclusive) + u' '
        + ActionText::tr(
              "It waits at most %1 s for that lock; meanwhile everybody who wants the table queues behind it.")
              .arg(lockWait(plan.request.arguments).count());
    plan.undo =
        ActionText::tr("Cancelled before its end it leaves the table as it was. Afterwards there is no way back.");
    plan.alternative =
        ActionText::tr("A plain vacuum makes the room usable again without stopping anybody; rebuilding "
                       "its indexes concurrently shrinks those. pg_repack and pg_squeeze rewrite a table "
                       "that goes on being used.");
    plan.token = (isByIndex ? u"CLUSTER "_s : u"FULL "_s) + table.name;
    plan.allRequiredTicks = true;
    plan.validFor = std::chrono::seconds(60);
}

QCoro::Task<Result<Checks>> checkAround(ReadyServer server, Table table, QJsonObject arguments, std::stop_token stop)
{
    const auto link = server.postgres();
    const QString patience = ActionText::tr("%1 s").arg(lockWait(arguments).count());
    Result<Checks> checks = co_await maintenance::checkBusy(server, maintenance::Oids(1, table.oid),
                                                            TableLock::AccessExclusive, patience, stop);
    if (!checks)
        co_return checks;
    const Result<PgRows> around = co_await link->query(actionQuery("rewrite_around"_L1, {PgParam::of(table.oid)}),
                                                       QDeadlineTimer(kLookTimeout), stop);
    if (!around)
        co_return std::unexpected(around.error());
    checks->push_back(warnOfSpace(table));
    if (around->count() > 0)
        std::ranges::move(checksAround(*around, table), std::back_inserter(*checks));
    co_return checks;
}

} // namespace

bool isCluster(const QJsonObject &arguments)
{
    return arguments.value("mode"_L1) == "cluster"_L1;
}

std::chrono::seconds lockWait(const QJsonObject &arguments)
{
    return std::chrono::seconds(arguments.value("lock_wait_seconds"_L1).toInteger(2));
}

QCoro::Task<Result<ActionPlan>> planRewrite(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    QJsonObject &arguments = plan.request.arguments;
    const auto link = context.server.postgres();
    const QString asked = arguments.value(maintenance::kTable).toString();
    plan.severity = Severity::Disruptive;
    plan.title = ActionText::tr("Rewrite %1 on %2").arg(plainLine(asked), plan.target.name);
    plan.preflights.push_back(maintenance::checkPrimary(context.server.facts));
    const Result<std::vector<Table>> found = co_await maintenance::readTables(link, asked, stop);
    if (!found)
        co_return std::unexpected(found.error());
    plan.preflights.push_back(maintenance::checkTable(arguments, *found));
    if (hasFailed(plan.preflights))
        co_return plan;
    const Table table = found->front();
    plan.preflights.push_back(checkKind(table));
    plan.preflights.push_back(
        maintenance::checkRight(table, isCluster(arguments) ? Right::Maintain : Right::Vacuum, context.server.facts));
    Result<Checks> more = co_await checkAround(context.server, table, arguments, stop);
    if (!more)
        co_return std::unexpected(more.error());
    std::ranges::move(*more, std::back_inserter(plan.preflights));
    Order order;
    if (isCluster(arguments)) {
        const Result<Order> read = co_await readOrder(link, table.oid, arguments.value(kIndex).toString(), stop);
        if (!read)
            co_return std::unexpected(read.error());
        order = *read;
        plan.preflights.push_back(order.check);
    }
    // Rewritten by somebody else since the plan was made, it is another job.
    const maintenance::Seen seen = maintenance::seenIn(arguments);
    if (seen.file != 0 && seen.file != table.file)
        plan.preflights.push_back(
            {u"table.rewritten"_s, Verdict::Failed, ActionText::tr("Somebody has rewritten it since the plan.")});
    arguments.insert(maintenance::kTable, table.name);
    arguments.insert(maintenance::kSeen, maintenance::seenText({table.oid, table.file, table.bytes}, table.name));
    plan.title = ActionText::tr("Rewrite %1 on %2").arg(plainLine(table.name), plan.target.name);
    describe(plan, table, order.index);
    co_return plan;
}

Recheck recheckRewrite(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({maintenance::kTableSame}, {maintenance::kTableLocked, "backup.running"_L1}, confirmed, again);
}

} // namespace lockmaster::rewrite
