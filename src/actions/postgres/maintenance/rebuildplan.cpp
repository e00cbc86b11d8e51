// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/rebuildplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/maintenance/indexes.h"
#include "actions/postgres/maintenance/tablechecks.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::rebuild {
namespace {

using namespace Qt::StringLiterals;
using maintenance::Index;
using maintenance::Residue;
using maintenance::Table;
using maintenance::TableLock;
using Checks = std::vector<Preflight>;

Preflight checkKind(const Index &index)
{
    const QLatin1StringView id{"rebuild.kind"};
    const auto failed = [&](const QString &text) { return Preflight{id, Verdict::Failed, text}; };
    if (index.isCatalog)
        return failed(ActionText::tr("Indexes of the server's own tables cannot be rebuilt concurrently."));
    if (index.kind == u"I")
        return failed(
            ActionText::tr("It is the index of a partitioned table: rebuild those of its partitions, one after "
                           "the other."));
    if (index.isExclusion)
        return failed(ActionText::tr("It keeps an exclusion constraint, and PostgreSQL rebuilds no such index "
                                     "concurrently."));
    if (!index.isValid && maintenance::residueOf(index.plainName) != Residue::None)
        return failed(ActionText::tr("It is itself left over from a rebuild that failed.") + u' '
                      + maintenance::dropHint(index.name));
    return {id, Verdict::Ok, ActionText::tr("An index that can be rebuilt concurrently.")};
}

void describe(ActionPlan &plan, const Index &index)
{
    plan.subjects = {{u"index"_s, index.name}};
    plan.statements = {{u"REINDEX (VERBOSE) INDEX CONCURRENTLY "_s + index.name, {}}};
    plan.consequence =
        ActionText::tr(
            "Builds %1 anew beside the old one and then drops that: %2 more on the disk until then, at most, "
            "and as much again for sorting.")
            .arg(plainLine(index.name), formatBytes(index.bytes))
        + u' ' + maintenance::lockSentence(TableLock::ShareUpdateExclusive);
    plan.undo =
        ActionText::tr("Cancel it at any time: the index goes on as it was. What is left then is called _ccnew or "
                       "_ccold, and postgres.index.drop_invalid drops it.");
    plan.alternative =
        ActionText::tr("A new index beside the old one, and the old one dropped when it is seen to be used.");
    plan.validFor = std::chrono::seconds(60);
}

QCoro::Task<Result<Checks>> checkAround(ReadyServer server, Index index, std::stop_token stop)
{
    const auto link = server.postgres();
    const auto tables = co_await maintenance::readTables(link, index.tableName, stop);
    if (!tables)
        co_return std::unexpected(tables.error());
    if (tables->empty())
        co_return Checks{{maintenance::kTableSame, Verdict::Failed, ActionText::tr("Its table is gone.")}};
    const Table table = tables->front();
    Result<Checks> checks = co_await maintenance::checkBusy(server, maintenance::Oids(1, table.oid),
                                                            TableLock::ShareUpdateExclusive, QString(), stop);
    if (!checks)
        co_return checks;
    const auto leftovers = co_await maintenance::readLeftovers(link, table.oid, stop);
    if (!leftovers)
        co_return std::unexpected(leftovers.error());
    const Result<Preflight> waits = co_await maintenance::checkTransactions(server, table.oid, stop);
    if (!waits)
        co_return std::unexpected(waits.error());
    checks->insert(checks->begin(), maintenance::checkRight(table, maintenance::Right::Maintain, server.facts));
    checks->push_back(maintenance::checkLeftovers(*leftovers, index.oid));
    checks->push_back(*waits);
    co_return checks;
}

} // namespace

QCoro::Task<Result<ActionPlan>> planRebuild(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    QJsonObject &arguments = plan.request.arguments;
    const QString asked = arguments.value(maintenance::kIndex).toString();
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Rebuild %1 on %2").arg(plainLine(asked), plan.target.name);
    plan.preflights.push_back(maintenance::checkPrimary(context.server.facts));
    plan.preflights.push_back(maintenance::checkBuildVersion(context.server.facts));
    const auto found = co_await maintenance::readIndexes(context.server.postgres(), asked, stop);
    if (!found)
        co_return std::unexpected(found.error());
    plan.preflights.push_back(maintenance::checkIndex(arguments, *found));
    if (hasFailed(plan.preflights))
        co_return plan;
    const Index index = found->front();
    plan.preflights.push_back(checkKind(index));
    Result<Checks> more = co_await checkAround(context.server, index, stop);
    if (!more)
        co_return std::unexpected(more.error());
    std::ranges::move(*more, std::back_inserter(plan.preflights));
    arguments.insert(maintenance::kIndex, index.name);
    arguments.insert(maintenance::kSeen, maintenance::seenText({index.oid, 0, index.bytes}, index.name));
    plan.title = ActionText::tr("Rebuild %1 on %2").arg(plainLine(index.name), plan.target.name);
    describe(plan, index);
    co_return plan;
}

Recheck recheckRebuild(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({maintenance::kIndexSame}, {}, confirmed, again);
}

} // namespace lockmaster::rebuild
