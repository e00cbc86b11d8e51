// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/literaltext.h"

namespace lockmaster {

QString literalText(const QString &text)
{
    QString literal = text;
    return literal.replace(u'&', QStringLiteral("&&"));
}

QString seenText(const QString &literal)
{
    QString seen = literal;
    return seen.replace(QStringLiteral("&&"), QStringLiteral("&"));
}

} // namespace lockmaster
