// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/sqlname.h"

#include <QRegularExpression>

namespace lockmaster {
namespace {

QString quotedPart(QString name)
{
    return u'"' + name.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString part(const QString &name)
{
    static const QRegularExpression kSimple(QStringLiteral("^[a-z_][a-z0-9_$]*$"));
    return kSimple.match(name).hasMatch() ? name : quotedPart(name);
}

} // namespace

QString quotedSqlName(const QString &schema, const QString &name)
{
    return quotedPart(schema) + u'.' + quotedPart(name);
}

QString sqlName(const QString &schema, const QString &name)
{
    return part(schema) + u'.' + part(name);
}

} // namespace lockmaster
