// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/indexplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/maintenance/indexes.h"
#include "actions/postgres/maintenance/indexprobe.h"
#include "actions/postgres/maintenance/tablechecks.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::newindex {
namespace {

using namespace Qt::StringLiterals;
using maintenance::Right;
using maintenance::Table;
using maintenance::TableLock;
using Checks = std::vector<Preflight>;

Preflight checkKind(const Table &table)
{
    const QLatin1StringView id{"index.table"};
    if (table.kind == u"p")
        return {
            id, Verdict::Failed,
            ActionText::tr("It is partitioned, and PostgreSQL builds no index concurrently there: CREATE INDEX ON ONLY "
                           "the table, then one here for each partition, then ALTER INDEX … ATTACH PARTITION.")};
    if (table.kind == u"t" || table.isCatalog)
        return {id, Verdict::Failed, ActionText::tr("Tables of the server itself get no index from here.")};
    if (table.isTemporary)
        return {id, Verdict::Failed, ActionText::tr("It is a temporary table of a session.")};
    return {id, Verdict::Ok, ActionText::tr("A table that can have an index built concurrently.")};
}

Preflight checkCreate(const Table &table, const ServerFacts &facts)
{
    const Preflight owner = maintenance::checkRight(table, Right::Own, facts);
    if (owner.verdict == Verdict::Failed || table.mayCreate)
        return owner;
    return {owner.id, Verdict::Failed,
            ActionText::tr("Role %1 may create nothing in the schema. As its owner: GRANT CREATE ON SCHEMA %2 TO %1")
                .arg(plainLine(facts.ownUser), plainLine(table.schema))};
}

void describe(ActionPlan &plan, const Table &table, const IndexSpec &spec, const Estimate &estimate)
{
    const QString size = estimate.bytes ? ActionText::tr("about %1, estimated").arg(formatBytes(*estimate.bytes))
                                        : ActionText::tr("a size that cannot be estimated (–)");
    const QString index = table.schema + u'.' + spec.name;
    plan.subjects = {{u"table"_s, table.name}, {u"index"_s, index}};
    plan.statements = {{createStatement(spec, table.name), {}}};
    plan.consequence =
        ActionText::tr("Reads %1 twice (%2, %3 live rows) and makes an index of %4; sorting takes as much again for a "
                       "while.")
            .arg(plainLine(table.name), formatBytes(table.bytes - table.indexBytes), formatCount(table.live), size)
        + u' ' + maintenance::lockSentence(TableLock::ShareUpdateExclusive);
    plan.undo = ActionText::tr("DROP INDEX CONCURRENTLY %1. Cancelled before its end, or failed, it leaves an invalid "
                               "index, which postgres.index.drop_invalid drops.")
                    .arg(plainLine(index));
    plan.alternative = ActionText::tr("The write load of the table grows with each index: look for an index first that "
                                      "begins with the same columns.");
    plan.validFor = std::chrono::seconds(60);
}

QCoro::Task<Result<Checks>> checkAround(ReadyServer server, Table table, std::stop_token stop)
{
    Result<Checks> checks = co_await maintenance::checkBusy(server, maintenance::Oids(1, table.oid),
                                                            TableLock::ShareUpdateExclusive, QString(), stop);
    if (!checks)
        co_return checks;
    const auto leftovers = co_await maintenance::readLeftovers(server.postgres(), table.oid, stop);
    if (!leftovers)
        co_return std::unexpected(leftovers.error());
    const Result<Preflight> waits = co_await maintenance::checkTransactions(server, table.oid, stop);
    if (!waits)
        co_return std::unexpected(waits.error());
    checks->push_back(maintenance::checkLeftovers(*leftovers));
    checks->push_back(*waits);
    co_return checks;
}

/// What depends on what is asked for: gives the plan its statement and texts.
QCoro::Task<Result<ActionPlan>> withIndex(ActionPlan plan, IndexSpec spec, Table table, std::shared_ptr<PgLink> link,
                                          std::stop_token stop)
{
    QJsonObject &arguments = plan.request.arguments;
    const Result<Estimate> estimate = co_await estimateIndex(link, spec, table, stop);
    if (!estimate)
        co_return std::unexpected(estimate.error());
    plan.preflights.push_back(estimate->check);
    const QString asked = arguments.value(kName).toString();
    const Result<FreeName> name = co_await readName(link, table, asked, usualName(table.plainName, spec), stop);
    if (!name)
        co_return std::unexpected(name.error());
    plan.preflights.push_back(name->check);
    if (spec.isUnique && estimate->check.verdict != Verdict::Failed) {
        const Result<Preflight> duplicates = co_await checkDuplicates(link, spec, table.name, stop);
        if (!duplicates)
            co_return std::unexpected(duplicates.error());
        plan.preflights.push_back(*duplicates);
    }
    spec.name = name->name;
    describe(plan, table, spec, *estimate);
    co_return plan;
}

} // namespace

QCoro::Task<Result<ActionPlan>> planIndex(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    QJsonObject &arguments = plan.request.arguments;
    const auto link = context.server.postgres();
    const QString asked = arguments.value(maintenance::kTable).toString();
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("New index on %1 of %2").arg(plainLine(asked), plan.target.name);
    plan.preflights.push_back(maintenance::checkPrimary(context.server.facts));
    plan.preflights.push_back(maintenance::checkBuildVersion(context.server.facts));
    const Result<std::vector<Table>> found = co_await maintenance::readTables(link, asked, stop);
    if (!found)
        co_return std::unexpected(found.error());
    plan.preflights.push_back(maintenance::checkTable(arguments, *found));
    const Result<IndexSpec> spec = specIn(arguments);
    if (!spec)
        plan.preflights.push_back({u"index.columns"_s, Verdict::Failed, spec.error().text});
    if (hasFailed(plan.preflights))
        co_return plan;
    const Table table = found->front();
    plan.preflights.push_back(checkKind(table));
    plan.preflights.push_back(checkCreate(table, context.server.facts));
    Result<Checks> more = co_await checkAround(context.server, table, stop);
    if (!more)
        co_return std::unexpected(more.error());
    std::ranges::move(*more, std::back_inserter(plan.preflights));
    arguments.insert(maintenance::kTable, table.name);
    arguments.insert(maintenance::kSeen, maintenance::seenText({table.oid, table.file, table.bytes}, table.name));
    plan.title = ActionText::tr("New index on %1 of %2").arg(plainLine(table.name), plan.target.name);
    if (!hasFailed(plan.preflights))
        co_return co_await withIndex(std::move(plan), *spec, table, link, stop);
    co_return plan;
}

Recheck recheckIndex(const ActionPlan &confirmed, const ActionPlan &again)
{
    Recheck verdict = recheckBy({maintenance::kTableSame}, {"index.duplicates"_L1}, confirmed, again);
    // A name that was made may have been taken since.
    if (verdict.verdict == Recheck::Verdict::Same && again.statements != confirmed.statements)
        verdict = {Recheck::Verdict::Changed, ActionText::tr("The name of the index is taken since the plan.")};
    return verdict;
}

} // namespace lockmaster::newindex
