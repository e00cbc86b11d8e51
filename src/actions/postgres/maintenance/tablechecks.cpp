// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/tablechecks.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"
#include "base/format.h"
#include "base/text.h"

namespace lockmaster::maintenance {
namespace {

using namespace Qt::StringLiterals;

QString rightHint(const Table &table, Right right, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (right == Right::Own)
        return ActionText::tr("Only its owner or a superuser may; a member of the owner is one: GRANT %1 TO %2")
            .arg(plainLine(table.owner), role);
    if (facts.versionNumber >= 170000)
        return ActionText::tr("As its owner: GRANT MAINTAIN ON %1 TO %2").arg(plainLine(table.name), role);
    return right == Right::Vacuum
               ? ActionText::tr("Before PostgreSQL 17 only its owner, the database's or a superuser may.")
               : ActionText::tr("Before PostgreSQL 17 only its owner or a superuser may.");
}

Preflight checkOfWork(const PgRows &rows, int row, ServerTime now)
{
    const qint64 pid = rows.integer(row, rows.column("pid"));
    const QString what = rows.text(row, rows.column("what"));
    const bool isAutovacuum = rows.text(row, rows.column("backend_type")) == u"autovacuum worker";
    const auto age = ageAt(now, rows.time(row, rows.column("since")));
    if (isAutovacuum && !rows.boolean(row, rows.column("is_wraparound")))
        return {kBusy, Verdict::Warning,
                ActionText::tr("Autovacuum (%1) has been working on it for %2 and gives way to this.")
                    .arg(pid)
                    .arg(age ? formatDuration(*age) : unknownValue())};
    if (isAutovacuum)
        return {kBusy, Verdict::Failed,
                ActionText::tr("Autovacuum (%1) vacuums it to prevent wraparound; that does not give way.").arg(pid)};
    const QString text = what == u"index"     ? ActionText::tr("Session %1 builds an index on it.")
                         : what == u"rewrite" ? ActionText::tr("Session %1 rewrites it.")
                                              : ActionText::tr("Session %1 vacuums it already.");
    return {kBusy, Verdict::Failed, text.arg(pid)};
}

QString holderText(const PgRows &rows)
{
    const QString holder = rows.text(0, rows.column("holder"));
    const QString id = plainLine(rows.text(0, rows.column("id")));
    if (holder == u"prepared")
        return ActionText::tr("prepared transaction %1").arg(id);
    if (holder == u"slot")
        return ActionText::tr("replication slot %1").arg(id);
    if (holder == u"standby")
        return ActionText::tr("standby %1, by its feedback,").arg(id);
    return ActionText::tr("session %1").arg(id);
}

Preflight checkOfHolder(const PgRows &rows, ServerTime now)
{
    constexpr std::chrono::seconds kLong{60};
    constexpr qint64 kManyTransactions = 100'000;
    const Preflight fine{u"xmin"_s, Verdict::Ok, ActionText::tr("Nothing old keeps dead rows from being removed.")};
    if (rows.count() == 0)
        return fine;
    const qint64 transactions = rows.integer(0, rows.column("xid_age"));
    const auto age = ageAt(now, rows.time(0, rows.column("since")));
    if (age.value_or(std::chrono::microseconds::zero()) < kLong && transactions < kManyTransactions)
        return fine;
    return {u"xmin"_s, Verdict::Warning,
            ActionText::tr("Rows that died in the last %1 transactions stay: %2 may still see them. End that first.")
                .arg(formatCount(transactions), holderText(rows))};
}

} // namespace

Preflight checkRight(const Table &table, Right right, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (table.isOwner || (right == Right::Vacuum && table.isDatabaseOwner)
        || (right != Right::Own && table.mayMaintain))
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may do this to it.").arg(role)};
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not do this to it.").arg(role) + u' ' + rightHint(table, right, facts)};
}

Preflight checkPrimary(const ServerFacts &facts)
{
    if (facts.isInRecovery)
        return {kPrimary, Verdict::Failed,
                ActionText::tr("This is a standby: it gets all such work from its primary.")};
    return {kPrimary, Verdict::Ok, ActionText::tr("The server takes writes.")};
}

QCoro::Task<Result<std::vector<Preflight>>> checkBusy(ReadyServer server, Oids tables, TableLock lock, QString patience,
                                                      std::stop_token stop)
{
    const Result<PgRows> rows = co_await server.postgres()->query(
        actionQuery("table_busy"_L1, {PgParam::of(oidArray(tables))}), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    const Result<LockQueue> queue = co_await readLockQueue(server.postgres(), tables, lock, stop);
    if (!queue)
        co_return std::unexpected(queue.error());
    Preflight busy{kBusy, Verdict::Ok, ActionText::tr("Nobody vacuums or rewrites it, or builds an index on it.")};
    for (int row = 0; row < rows->count() && busy.verdict != Verdict::Failed; ++row)
        busy = checkOfWork(*rows, row, server.facts.serverNow);
    std::vector<Preflight> checks{std::move(busy)};
    checks.push_back(checkLockQueue(*queue, lock, patience, server.facts.serverNow));
    co_return checks;
}

QCoro::Task<Result<Preflight>> checkHorizon(ReadyServer server, std::stop_token stop)
{
    const Result<PgRows> holder =
        co_await server.postgres()->query(actionQuery("xmin_holder"_L1), QDeadlineTimer(kLookTimeout), stop);
    if (!holder)
        co_return std::unexpected(holder.error());
    co_return checkOfHolder(*holder, server.facts.serverNow);
}

} // namespace lockmaster::maintenance
