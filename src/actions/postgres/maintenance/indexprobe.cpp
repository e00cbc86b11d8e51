// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/indexprobe.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "actions/postgres/maintenance/indexes.h"
#include "base/text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lockmaster::newindex {
namespace {

using namespace Qt::StringLiterals;

/// Of a btree: 8 bytes of head and 4 of pointer a row, padded to 8, at 90 % of pages.
qint64 btreeBytes(double rows, double width)
{
    const double padded = 8.0 * double(qint64((width + 7.0) / 8.0));
    return qint64(rows * (padded + 12.0) / 0.9) + 16'384;
}

QJsonObject topPlan(const PgRows &rows)
{
    const QJsonDocument document = QJsonDocument::fromJson(rows.text(0, 0).toUtf8());
    return document.array().at(0).toObject().value("Plan"_L1).toObject();
}

} // namespace

QCoro::Task<Result<Estimate>> estimateIndex(std::shared_ptr<PgLink> link, IndexSpec spec, maintenance::Table table,
                                            std::stop_token stop)
{
    Estimate estimate{{u"index.columns"_s, Verdict::Ok, ActionText::tr("The server can read columns and condition.")},
                      {}};
    const QString sql = u"EXPLAIN (FORMAT JSON) "_s + rowsOf(spec, table.name);
    const Result<PgRows> rows =
        co_await link->query({sql.toUtf8(), {}, {}}, QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows && !link->isOpen())
        co_return std::unexpected(rows.error());
    if (!rows) {
        estimate.check = {estimate.check.id, Verdict::Failed,
                          ActionText::tr("The server cannot read columns or condition: %1").arg(rows.error().detail)};
        co_return estimate;
    }
    const QJsonObject top = topPlan(*rows);
    const bool isKnown = spec.method == u"btree" && (table.live > 0 || table.bytes == 0);
    if (isKnown && top.contains("Plan Rows"_L1))
        estimate.bytes = btreeBytes(top.value("Plan Rows"_L1).toDouble(), top.value("Plan Width"_L1).toDouble());
    co_return estimate;
}

QCoro::Task<Result<Preflight>> checkDuplicates(std::shared_ptr<PgLink> link, IndexSpec spec, QString table,
                                               std::stop_token stop)
{
    constexpr std::chrono::seconds kDeadline{10}; // the server's own limit ends it before
    Preflight check{u"index.duplicates"_s, Verdict::Ok, ActionText::tr("No two rows have the same keys now.")};
    const Result<PgRows> limited = co_await link->query(
        {"SELECT pg_catalog.set_config('statement_timeout', '2s', false)", {}, {}}, QDeadlineTimer(kLookTimeout), stop);
    if (!limited)
        co_return std::unexpected(limited.error());
    const Result<PgRows> rows =
        co_await link->query({duplicatesOf(spec, table).toUtf8(), {}, {}}, QDeadlineTimer(kDeadline), stop);
    if (!rows && !link->isOpen())
        co_return std::unexpected(rows.error());
    if (rows && rows->count() > 0)
        check = {check.id, Verdict::Failed,
                 ActionText::tr("Rows of the table have the same keys: a unique index cannot be built.")};
    else if (!rows)
        check = {check.id, Verdict::Warning,
                 ActionText::tr("Whether rows have the same keys could not be seen within 2 s. If some have, the build "
                                "fails at its end and leaves an invalid index.")};
    co_return check;
}

QCoro::Task<Result<FreeName>> readName(std::shared_ptr<PgLink> link, maintenance::Table table, QString asked,
                                       QString usual, std::stop_token stop)
{
    constexpr qsizetype kLongest = 63; // bytes; the server cuts what is longer
    FreeName name{{}, {u"index.name"_s, Verdict::Ok, {}}};
    const Result<PgRows> rows = co_await link->query(
        actionQuery("index_name"_L1, {PgParam::of(table.oid), PgParam::of(asked.isEmpty() ? usual : asked)}),
        QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    if (rows->count() == 0)
        co_return fail(ErrorKind::Query, ActionText::tr("The table is gone."));
    name.name = rows->text(0, rows->column(asked.isEmpty() ? "free_name" : "quoted"));
    const QString full = rows->text(0, rows->column("full_name"));
    const bool isTaken = !asked.isEmpty() && rows->boolean(0, rows->column("is_taken"));
    if (isTaken && rows->boolean(0, rows->column("is_invalid")))
        name.check = {
            name.check.id, Verdict::Failed,
            ActionText::tr("%1 is there already and invalid, left by a build that failed.").arg(plainLine(full)) + u' '
                + maintenance::dropHint(full)};
    else if (isTaken)
        name.check = {name.check.id, Verdict::Failed, ActionText::tr("%1 is there already.").arg(plainLine(full))};
    else if (asked.toUtf8().size() > kLongest)
        name.check = {name.check.id, Verdict::Failed, ActionText::tr("The name is longer than 63 bytes.")};
    else
        name.check.detail = ActionText::tr("The name %1 is free.").arg(plainLine(name.name));
    co_return name;
}

} // namespace lockmaster::newindex
