// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/queuelist.h"

#include "actions/plan/statements.h"
#include "actions/postgres/maintenance/columnlist.h"
#include "actions/postgres/maintenance/table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace lockmaster::queue {
namespace {

using namespace Qt::StringLiterals;

/// What the tables are chosen by: another choice is another list.
QJsonValue choiceOf(const QJsonObject &arguments)
{
    return QJsonArray{arguments.value(kTables).toString(), arguments.value(kMostDead).toInteger()};
}

QString compact(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QueuedTable tableOf(const PgRows &rows, int row)
{
    const auto number = [&](const char *name) { return rows.integer(row, rows.column(name)); };
    const QString kind = rows.text(row, rows.column("kind"));
    const bool isThere = number("oid") != 0;
    return {.oid = number("oid"),
            .name = rows.text(row, rows.column(isThere ? "name" : "asked")),
            .bytes = number("bytes"),
            .dead = number("dead_rows"),
            .namedSo = number("named_so"),
            .mayVacuum = rows.boolean(row, rows.column("may_vacuum")),
            .isTable = kind == u"r" || kind == u"m" || kind == u"p" || kind == u"t"};
}

QCoro::Task<Result<QStringList>> chosenNames(std::shared_ptr<PgLink> link, QJsonObject arguments, std::stop_token stop)
{
    QStringList names;
    for (const QueuedTable &table : frozenTables(arguments))
        names << table.name;
    if (names.isEmpty())
        names = maintenance::splitAtCommas(arguments.value(kTables).toString());
    if (!names.isEmpty())
        co_return names;
    const Result<PgRows> rows =
        co_await link->query(actionQuery("tables_dead"_L1, {PgParam::of(arguments.value(kMostDead).toInteger())}),
                             QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    for (int row = 0; row < rows->count(); ++row)
        names << rows->text(row, 0);
    co_return names;
}

} // namespace

std::vector<QueuedTable> frozenTables(const QJsonObject &arguments)
{
    const QJsonDocument document = QJsonDocument::fromJson(arguments.value(maintenance::kSeen).toString().toUtf8());
    std::vector<QueuedTable> tables;
    if (document["of"_L1] != choiceOf(arguments))
        return tables;
    for (const QJsonValue &table : document["tables"_L1].toArray())
        tables.push_back({.oid = table["oid"_L1].toInteger(), .name = table["name"_L1].toString()});
    return tables;
}

QString frozenText(const QJsonObject &arguments, const std::vector<QueuedTable> &tables)
{
    QJsonArray list;
    for (const QueuedTable &table : tables)
        list.append(QJsonObject{{u"oid"_s, table.oid}, {u"name"_s, table.name}});
    return compact(QJsonDocument(QJsonObject{{u"of"_s, choiceOf(arguments)}, {u"tables"_s, list}}));
}

QCoro::Task<Result<std::vector<QueuedTable>>> readQueue(std::shared_ptr<PgLink> link, QJsonObject arguments,
                                                        std::stop_token stop)
{
    const Result<QStringList> names = co_await chosenNames(link, arguments, stop);
    if (!names)
        co_return std::unexpected(names.error());
    const QString json = compact(QJsonDocument(QJsonArray::fromStringList(*names)));
    const Result<PgRows> rows =
        co_await link->query(actionQuery("tables_listed"_L1, {PgParam::of(json)}), QDeadlineTimer(kLookTimeout), stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    std::vector<QueuedTable> tables;
    QSet<qint64> known;
    for (int row = 0; row < rows->count(); ++row) {
        QueuedTable table = tableOf(*rows, row);
        if (table.oid != 0 && known.contains(table.oid))
            continue;
        known << table.oid;
        tables.push_back(std::move(table));
    }
    co_return tables;
}

maintenance::Oids oidsOf(const std::vector<QueuedTable> &tables)
{
    maintenance::Oids oids;
    for (const QueuedTable &table : tables)
        oids.push_back(table.oid);
    return oids;
}

} // namespace lockmaster::queue
