// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/columnlist.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "base/text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lockmaster::maintenance {

using namespace Qt::StringLiterals;

QStringList splitAtCommas(const QString &list)
{
    QStringList parts{QString()};
    QChar quote;
    int depth = 0;
    for (const QChar c : list) {
        if (!quote.isNull()) {
            if (c == quote)
                quote = {};
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'(') {
            ++depth;
        } else if (c == u')') {
            --depth;
        } else if (c == u',' && depth == 0) {
            parts << QString();
            continue;
        }
        parts.back() += c;
    }
    for (QString &part : parts)
        part = part.trimmed();
    parts.removeAll(QString());
    return parts;
}

QCoro::Task<Result<Columns>> readColumns(std::shared_ptr<PgLink> link, qint64 oid, QString list, std::stop_token stop)
{
    Columns columns{{}, {u"columns"_s, Verdict::Ok, ActionText::tr("The table has these columns.")}};
    const QStringList asked = splitAtCommas(list);
    if (asked.isEmpty())
        co_return columns;
    const QString json =
        QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(asked)).toJson(QJsonDocument::Compact));
    const Result<PgRows> rows = co_await link->query(
        actionQuery("table_columns"_L1, {PgParam::of(oid), PgParam::of(json)}), QDeadlineTimer(kLookTimeout), stop);
    if (!rows && rows.error().kind != ErrorKind::Query)
        co_return std::unexpected(rows.error());
    if (!rows) // the server cannot read it as a name
        columns.check = {columns.check.id, Verdict::Failed, rows.error().detail};
    for (int row = 0; rows && row < rows->count(); ++row) {
        if (rows->isNull(row, rows->column("name")))
            columns.check = {
                columns.check.id, Verdict::Failed,
                ActionText::tr("The table has no column %1.").arg(plainLine(rows->text(row, rows->column("asked"))))};
        columns.names << rows->text(row, rows->column("name"));
    }
    co_return columns;
}

} // namespace lockmaster::maintenance
