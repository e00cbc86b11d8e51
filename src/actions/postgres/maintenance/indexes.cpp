// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/indexes.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "base/format.h"
#include "base/text.h"

#include <QRegularExpression>

namespace lockmaster::maintenance {
namespace {

using namespace Qt::StringLiterals;

Index indexIn(const PgRows &rows, int row)
{
    const auto number = [&](const char *name) { return rows.integer(row, rows.column(name)); };
    const auto text = [&](const char *name) { return rows.text(row, rows.column(name)); };
    const auto flag = [&](const char *name) { return rows.boolean(row, rows.column(name)); };
    return {.oid = number("oid"),
            .name = text("name"),
            .plainName = text("plain_name"),
            .kind = text("kind"),
            .bytes = number("bytes"),
            .tableOid = number("table_oid"),
            .tableName = text("table_name"),
            .isValid = flag("is_valid"),
            .isIdentity = flag("is_identity"),
            .isExclusion = flag("is_exclusion"),
            .constraint = text("constraint_name"),
            .parent = text("parent"),
            .builder = number("builder"),
            .definition = text("definition"),
            .isCatalog = flag("is_catalog")};
}

} // namespace

QCoro::Task<Result<std::vector<Index>>> readIndexes(std::shared_ptr<PgLink> link, QString asked, std::stop_token stop)
{
    const Result<PgRows> rows = co_await link->query(actionQuery("index"_L1, {PgParam::of(asked)}),
                                                     QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    std::vector<Index> found;
    for (int row = 0; row < rows->count(); ++row)
        found.push_back(indexIn(*rows, row));
    co_return found;
}

Preflight checkIndex(const QJsonObject &arguments, const std::vector<Index> &found)
{
    const QString asked = plainLine(arguments.value(kIndex).toString());
    if (found.empty())
        return {kIndexSame, Verdict::Failed, ActionText::tr("There is no index %1 in this database.").arg(asked)};
    if (found.size() > 1)
        return {kIndexSame, Verdict::Failed,
                ActionText::tr("Several indexes are called %1: name the schema too, for example %2.")
                    .arg(asked, plainLine(found.front().name))};
    const qint64 oid = seenIn(arguments, kIndex).oid;
    if (oid != 0 && oid != found.front().oid)
        return {
            u"index.recreated"_s, Verdict::Failed,
            ActionText::tr("%1 is another index now: the one of the plan was dropped or rebuilt since.").arg(asked)};
    return {kIndexSame, Verdict::Ok, ActionText::tr("%1 is there, read just now.").arg(plainLine(found.front().name))};
}

Argument indexArgument()
{
    return {.name = kIndex,
            .title = ActionText::tr("Index"),
            .help = ActionText::tr("Its name, with the schema: sales.orders_day_idx. In the database of this target."),
            .isRequired = true};
}

Residue residueOf(const QString &plainName)
{
    static const QRegularExpression kNew(u"_ccnew\\d*$"_s);
    static const QRegularExpression kOld(u"_ccold\\d*$"_s);
    return plainName.contains(kNew) ? Residue::NewOne : plainName.contains(kOld) ? Residue::OldOne : Residue::None;
}

QCoro::Task<Result<std::vector<Leftover>>> readLeftovers(std::shared_ptr<PgLink> link, qint64 table,
                                                         std::stop_token stop)
{
    const Result<PgRows> rows = co_await link->query(actionQuery("index_leftovers"_L1, {PgParam::of(table)}),
                                                     QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    std::vector<Leftover> found;
    for (int row = 0; row < rows->count(); ++row)
        found.push_back({rows->text(row, rows->column("name")), residueOf(rows->text(row, rows->column("plain_name"))),
                         rows->integer(row, rows->column("oid")), rows->boolean(row, rows->column("is_being_built"))});
    co_return found;
}

Preflight checkLeftovers(const std::vector<Leftover> &found, qint64 but)
{
    for (const Leftover &one : found) {
        if (one.oid == but)
            continue;
        const QString text = one.isBeingBuilt ? ActionText::tr("The index %1 is being built on this table now.")
                                              : ActionText::tr("A build that failed has left the invalid index %1.");
        return {kLeftovers, Verdict::Failed,
                text.arg(plainLine(one.name)) + (one.isBeingBuilt ? QString() : u' ' + dropHint(one.name))};
    }
    return {kLeftovers, Verdict::Ok, ActionText::tr("Nothing is left on the table of builds that failed.")};
}

QString dropHint(const QString &index)
{
    return ActionText::tr("postgres.index.drop_invalid drops it: index=%1").arg(plainLine(index));
}

Preflight checkBuildVersion(const ServerFacts &facts)
{
    const QLatin1StringView id{"server.version"};
    if (facts.versionNumber >= 140000 && facts.versionNumber < 140004)
        return {id, Verdict::Failed,
                ActionText::tr("PostgreSQL 14.0 to 14.3 can build broken indexes concurrently: update to 14.4 first.")};
    return {id, Verdict::Ok, ActionText::tr("This version builds indexes concurrently without known faults.")};
}

QCoro::Task<Result<Preflight>> checkTransactions(ReadyServer server, qint64 table, std::stop_token stop)
{
    constexpr std::chrono::seconds kShort{1};
    const Result<PgRows> rows = co_await server.postgres()->query(
        actionQuery("open_transactions"_L1, {PgParam::of(table)}), QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    Preflight check{kTransactions, Verdict::Ok, ActionText::tr("No transaction is open that it has to wait for.")};
    if (rows->count() == 0)
        co_return check;
    const auto age = ageAt(server.facts.serverNow, rows->time(0, rows->column("since")));
    const qint64 pid = rows->integer(0, rows->column("pid"));
    const QString oldest = pid == 0 ? ActionText::tr("a prepared transaction")
                                    : ActionText::tr("session %1, %2, for %3")
                                          .arg(pid)
                                          .arg(plainLine(rows->text(0, rows->column("state"))),
                                               age ? formatDuration(*age) : unknownValue());
    check.verdict = age && *age < kShort ? Verdict::Ok : Verdict::Warning;
    check.detail = counted(rows->integer(0, rows->column("transactions")),
                           ActionText::tr("It waits for 1 transaction that is open now (%1)."),
                           ActionText::tr("It waits for %1 transactions that are open now (the oldest: %2)."))
                       .arg(oldest)
                   + u' ' + ActionText::tr("They wrote the table, or may still see what was before.");
    co_return check;
}

} // namespace lockmaster::maintenance
