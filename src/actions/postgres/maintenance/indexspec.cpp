// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/indexspec.h"

#include "actions/plan/actiontext.h"
#include "actions/postgres/maintenance/columnlist.h"
#include "base/text.h"

#include <QRegularExpression>

namespace lockmaster::newindex {
namespace {

using namespace Qt::StringLiterals;

/// Whether quotes and brackets close, and nothing of it could end the statement or hide the rest.
bool isClosed(const QString &text)
{
    QChar quote;
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = {};
            continue;
        }
        const QStringView two = QStringView(text).mid(i, 2);
        if (c == u';' || c == u'$' || two == u"--" || two == u"/*")
            return false;
        if (c == u'"' || c == u'\'')
            quote = c;
        depth += c == u'(' ? 1 : c == u')' ? -1 : 0;
        if (depth < 0)
            return false;
    }
    return depth == 0 && quote.isNull();
}

/// Where the expression of a key ends: after a name, a call or a bracket.
qsizetype expressionEnd(const QString &key)
{
    static const QRegularExpression kName(u"^(?:\"(?:[^\"]|\"\")*\"|[\\w.])+"_s,
                                          QRegularExpression::UseUnicodePropertiesOption);
    qsizetype end = kName.match(key).capturedLength();
    if (end >= key.size() || key[end] != u'(')
        return end;
    int depth = 0;
    QChar quote;
    for (; end < key.size(); ++end) {
        const QChar c = key[end];
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'"' || c == u'\'')
            quote = c;
        else if (c == u'(')
            ++depth;
        else if (c == u')' && --depth == 0)
            return end + 1;
    }
    return end;
}

std::unexpected<Error> unreadable(const QString &text)
{
    return fail(ErrorKind::Config,
                ActionText::tr("“%1” cannot be read: brackets and quotes have to close, and neither “;” nor a comment "
                               "nor “$” may stand in it.")
                    .arg(plainLine(text)));
}

QString whereClause(const IndexSpec &spec)
{
    return spec.where.isEmpty() ? QString() : u" WHERE (%1)"_s.arg(spec.where);
}

} // namespace

Result<IndexSpec> specIn(const QJsonObject &arguments)
{
    const auto text = [&](QLatin1StringView name) { return arguments.value(name).toString().trimmed(); };
    for (const QLatin1StringView name : {"columns"_L1, "include"_L1, "where"_L1}) {
        if (!isClosed(text(name)))
            return unreadable(text(name));
    }
    IndexSpec spec{.method = text("method"_L1),
                   .isUnique = arguments.value("unique"_L1).toBool(),
                   .keys = maintenance::splitAtCommas(text("columns"_L1)),
                   .include = text("include"_L1),
                   .where = text("where"_L1)};
    for (const QString &key : std::as_const(spec.keys)) {
        const QString expression = key.left(expressionEnd(key));
        if (expression.isEmpty())
            return unreadable(key);
        spec.expressions << expression;
    }
    if (spec.keys.isEmpty())
        return fail(ErrorKind::Config, ActionText::tr("An index needs a column or an expression."));
    return spec;
}

QString usualName(const QString &table, const IndexSpec &spec)
{
    constexpr qsizetype kLongest = 63; // NAMEDATALEN − 1, in bytes
    static const QRegularExpression kOther(u"[^\\w]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList words{table};
    for (const QString &expression : spec.expressions)
        words << expression.split(kOther, Qt::SkipEmptyParts).join(u'_');
    QString name = words.join(u'_');
    while (name.toUtf8().size() > kLongest - 6) // room for "_idx" and a number
        name.chop(1);
    return name + u"_idx"_s;
}

QString createStatement(const IndexSpec &spec, const QString &table)
{
    return u"CREATE %1INDEX CONCURRENTLY %2 ON %3 USING %4 (%5)"_s.arg(
               spec.isUnique ? u"UNIQUE "_s : QString(), spec.name, table, spec.method, spec.keys.join(u", "))
           + (spec.include.isEmpty() ? QString() : u" INCLUDE (%1)"_s.arg(spec.include)) + whereClause(spec);
}

QString rowsOf(const IndexSpec &spec, const QString &table)
{
    QStringList columns = spec.expressions;
    if (!spec.include.isEmpty())
        columns << spec.include;
    return u"SELECT %1 FROM ONLY %2%3"_s.arg(columns.join(u", "), table, whereClause(spec));
}

QString duplicatesOf(const IndexSpec &spec, const QString &table)
{
    QStringList known;
    for (const QString &expression : spec.expressions)
        known << u"(%1) IS NOT NULL"_s.arg(expression); // two NULLs are no duplicates
    if (!spec.where.isEmpty())
        known << u"(%1)"_s.arg(spec.where);
    QStringList keys;
    for (const QString &expression : spec.expressions)
        keys << u"(%1)"_s.arg(expression);
    return u"SELECT 1 FROM ONLY %1 WHERE %2 GROUP BY %3 HAVING pg_catalog.count(*) > 1 LIMIT 1"_s.arg(
        table, known.join(u" AND "), keys.join(u", "));
}

} // namespace lockmaster::newindex
