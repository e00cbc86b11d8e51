// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/vacuumchecks.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"
#include "actions/postgres/vacuumplan.h"
#include "base/format.h"
#include "base/text.h"

namespace lockmaster::vacuum {
namespace {

using namespace Qt::StringLiterals;

Preflight checkRight(const Table &table, bool mayMaintain, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (table.isOwner || mayMaintain)
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("Role %1 may vacuum it.").arg(role)};
    const QString hint =
        facts.versionNumber >= 170000
            ? ActionText::tr("As its owner: GRANT MAINTAIN ON %1 TO %2").arg(plainLine(table.name), role)
            : ActionText::tr("Before PostgreSQL 17 only its owner, the database's or a superuser may.");
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not vacuum it.").arg(role) + u' ' + hint};
}

/// Another vacuum of the table, and locks that this one would wait for.
std::vector<Preflight> checksOfBusy(const PgRows &rows, ServerTime now)
{
    Preflight running{u"table.vacuumed"_s, Verdict::Ok, ActionText::tr("Nobody vacuums it now.")};
    Preflight locked{u"table.locked"_s, Verdict::Ok,
                     ActionText::tr("Nobody has a lock on it that a vacuum waits for.")};
    for (int row = rows.count() - 1; row >= 0; --row) {
        const qint64 pid = rows.integer(row, rows.column("pid"));
        const bool isAutovacuum = rows.text(row, rows.column("backend_type")) == u"autovacuum worker";
        const auto age = ageAt(now, rows.time(row, rows.column("since")));
        const QString since = age ? formatDuration(*age) : unknownValue();
        if (rows.text(row, rows.column("what")) == u"lock")
            locked = {
                locked.id, Verdict::Warning,
                ActionText::tr("Session %1 has locked it for %2. The vacuum waits 3 s for that lock and then gives up.")
                    .arg(pid)
                    .arg(since)};
        else if (isAutovacuum && !rows.boolean(row, rows.column("is_wraparound")))
            running = {running.id, Verdict::Warning,
                       ActionText::tr("Autovacuum (%1) has been working on it since %2 and gives way to this.")
                           .arg(pid)
                           .arg(since)};
        else
            running = {running.id, Verdict::Failed,
                       isAutovacuum
                           ? ActionText::tr("Autovacuum (%1) vacuums it to prevent wraparound; that does not give way.")
                                 .arg(pid)
                           : ActionText::tr("Session %1 vacuums it already.").arg(pid)};
    }
    return {running, locked};
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

/// PF-XMIN: dead rows that somebody may still see stay.
Preflight checkHorizon(const PgRows &rows, ServerTime now)
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

/// Empty: the server has no such privilege yet.
QCoro::Task<Result<bool>> mayMaintain(ReadyServer server, qint64 oid, std::stop_token stop)
{
    if (server.facts.versionNumber < 170000)
        co_return false;
    const Result<PgRows> rows = co_await server.postgres()->query(actionQuery("vacuum_right"_L1, {PgParam::of(oid)}),
                                                                  QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return rows->boolean(0, 0);
}

} // namespace

Table tableIn(const PgRows &rows, int row)
{
    const auto number = [&](const char *name) { return rows.integer(row, rows.column(name)); };
    Table table;
    table.oid = number("oid");
    table.name = rows.text(row, rows.column("name"));
    table.kind = rows.text(row, rows.column("kind"));
    table.bytes = number("bytes");
    table.indexes = number("indexes");
    table.live = number("live_rows");
    table.dead = number("dead_rows");
    table.isOwner = rows.boolean(row, rows.column("is_owner"));
    if (!rows.isNull(row, rows.column("xid_age")))
        table.xidAge = number("xid_age");
    table.costDelay = rows.text(row, rows.column("cost_delay"));
    table.standbys = number("standbys");
    return table;
}

Preflight checkTable(const QString &asked, const PgRows &rows)
{
    if (rows.count() == 0)
        return {kTableSame, Verdict::Failed,
                ActionText::tr("There is no table %1 in this database.").arg(plainLine(asked))};
    if (rows.count() > 1)
        return {kTableSame, Verdict::Failed,
                ActionText::tr("Several tables are called %1: name the schema too, for example %2.")
                    .arg(plainLine(asked), plainLine(rows.text(0, rows.column("name"))))};
    const QString kind = rows.text(0, rows.column("kind"));
    if (kind != u"r" && kind != u"m" && kind != u"p" && kind != u"t")
        return {kTableSame, Verdict::Failed,
                ActionText::tr("%1 is neither a table nor a materialized view.").arg(plainLine(asked))};
    return {kTableSame, Verdict::Ok,
            ActionText::tr("%1 is there, read just now.").arg(plainLine(rows.text(0, rows.column("name"))))};
}

Preflight checkPrimary(const ServerFacts &facts)
{
    if (facts.isInRecovery)
        return {u"server.primary"_s, Verdict::Failed,
                ActionText::tr("This is a standby: it gets the work of a vacuum from its primary.")};
    return {u"server.primary"_s, Verdict::Ok, ActionText::tr("The server takes writes.")};
}

QCoro::Task<Result<std::vector<Preflight>>> checkAround(ReadyServer server, Table table, std::stop_token stop)
{
    const Result<bool> may = co_await mayMaintain(server, table.oid, stop);
    if (!may)
        co_return std::unexpected(may.error());
    const Result<PgRows> busy = co_await server.postgres()->query(
        actionQuery("vacuum_busy"_L1, {PgParam::of(table.oid)}), QDeadlineTimer(kLookTimeout), stop);
    if (!busy)
        co_return std::unexpected(busy.error());
    const Result<PgRows> holder =
        co_await server.postgres()->query(actionQuery("xmin_holder"_L1), QDeadlineTimer(kLookTimeout), stop);
    if (!holder)
        co_return std::unexpected(holder.error());
    std::vector<Preflight> checks{checkRight(table, *may, server.facts)};
    for (Preflight &check : checksOfBusy(*busy, server.facts.serverNow))
        checks.push_back(std::move(check));
    checks.push_back(checkHorizon(*holder, server.facts.serverNow));
    co_return checks;
}

} // namespace lockmaster::vacuum
