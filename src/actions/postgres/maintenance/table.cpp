// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/table.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "base/text.h"

namespace lockmaster::maintenance {
namespace {

using namespace Qt::StringLiterals;

Table tableIn(const PgRows &rows, int row)
{
    const auto number = [&](const char *name) { return rows.integer(row, rows.column(name)); };
    const auto text = [&](const char *name) { return rows.text(row, rows.column(name)); };
    const auto flag = [&](const char *name) { return rows.boolean(row, rows.column(name)); };
    Table table{.oid = number("oid"),
                .name = text("name"),
                .schema = text("schema"),
                .plainName = text("plain_name"),
                .kind = text("kind"),
                .file = number("file"),
                .bytes = number("bytes"),
                .indexBytes = number("index_bytes"),
                .indexes = number("indexes"),
                .live = number("live_rows"),
                .dead = number("dead_rows"),
                .isOwner = flag("is_owner"),
                .isDatabaseOwner = flag("is_database_owner"),
                .mayMaintain = flag("may_maintain"),
                .mayCreate = flag("may_create"),
                .owner = text("owner"),
                .isCatalog = flag("is_catalog"),
                .isTemporary = flag("is_temporary"),
                .costDelay = text("cost_delay"),
                .standbys = number("standbys"),
                .slotCount = number("slots")};
    if (!rows.isNull(row, rows.column("xid_age")))
        table.xidAge = number("xid_age");
    return table;
}

} // namespace

QString seenText(const Seen &seen, const QString &name)
{
    return u"%1/%2/%3 "_s.arg(seen.oid).arg(seen.file).arg(seen.bytes) + name;
}

Seen seenIn(const QJsonObject &arguments, QLatin1StringView nameArgument)
{
    const QString text = arguments.value(kSeen).toString();
    const qsizetype space = text.indexOf(u' ');
    if (space < 0 || QStringView(text).sliced(space + 1) != arguments.value(nameArgument).toString())
        return {};
    const QString numbers = text.left(space);
    const auto number = [&](int place) { return numbers.section(u'/', place, place).toLongLong(); };
    return {number(0), number(1), number(2)};
}

QCoro::Task<Result<std::vector<Table>>> readTables(std::shared_ptr<PgLink> link, QString asked, std::stop_token stop)
{
    const Result<PgRows> rows = co_await link->query(actionQuery("table"_L1, {PgParam::of(asked)}),
                                                     QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    std::vector<Table> found;
    for (int row = 0; row < rows->count(); ++row)
        found.push_back(tableIn(*rows, row));
    co_return found;
}

Preflight checkTable(const QJsonObject &arguments, const std::vector<Table> &found)
{
    const QString asked = plainLine(arguments.value(kTable).toString());
    if (found.empty())
        return {kTableSame, Verdict::Failed, ActionText::tr("There is no table %1 in this database.").arg(asked)};
    const Table &table = found.front();
    if (found.size() > 1)
        return {kTableSame, Verdict::Failed,
                ActionText::tr("Several tables are called %1: name the schema too, for example %2.")
                    .arg(asked, plainLine(table.name))};
    if (table.kind != u"r" && table.kind != u"m" && table.kind != u"p" && table.kind != u"t")
        return {kTableSame, Verdict::Failed,
                ActionText::tr("%1 is neither a table nor a materialized view.").arg(asked)};
    const qint64 oid = seenIn(arguments).oid;
    if (oid != 0 && oid != table.oid)
        return {kTableRecreated, Verdict::Failed,
                ActionText::tr("%1 is another table now: the one of the plan was dropped, and this one was made since.")
                    .arg(asked)};
    return {kTableSame, Verdict::Ok, ActionText::tr("%1 is there, read just now.").arg(plainLine(table.name))};
}

Argument tableArgument()
{
    return {.name = kTable,
            .title = ActionText::tr("Table"),
            .help = ActionText::tr("Its name, with the schema: sales.orders. In the database of this target."),
            .isRequired = true};
}

Argument seenArgument()
{
    return {.name = kSeen, .help = ActionText::tr("The very one of that name that a plan saw; the plan fills it in.")};
}

Argument limitArgument(int minutes)
{
    return {.name = u"limit_minutes"_s,
            .type = ArgumentType::Number,
            .title = ActionText::tr("Give up after (minutes)"),
            .help = ActionText::tr("It is then cancelled, which is safe at any time."),
            .standard = minutes,
            .least = 1,
            .most = 2880};
}

Argument memoryArgument()
{
    return {.name = u"work_memory"_s,
            .title = ActionText::tr("Memory for sorting"),
            .help = ActionText::tr("maintenance_work_mem for this alone, such as 1GB; without it the server's own."),
            .longest = 20,
            .isRare = true};
}

} // namespace lockmaster::maintenance
