// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellword.h"

#include <QRegularExpression>

#include <algorithm>

#include "base/text.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// printLine() would print something else.
bool isChangedInPrint(const QString &text)
{
    return plainBlock(text) != text
           || std::ranges::any_of(text, [](QChar unit) { return unit.isSpace() && unit != u' '; });
}

QString inOctal(const QString &text)
{
    QString out = u"$'"_s;
    const QByteArray bytes = text.toUtf8();
    for (const char byte : bytes) {
        if (byte == '\'' || byte == '\\' || byte < ' ' || byte > '~') // bytes of other than ASCII are below 0 or above
            out += u'\\' + QString::number(static_cast<unsigned char>(byte), 8).rightJustified(3, u'0');
        else
            out += QLatin1Char(byte);
    }
    return out + u'\'';
}

} // namespace

QString shellQuoted(const QString &text)
{
    return isChangedInPrint(text) ? inOctal(text) : u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

QString shellWord(const QString &text)
{
    static const QRegularExpression kHarmless(u"^[A-Za-z0-9_./:=@%+-]+$"_s);
    return kHarmless.match(text).hasMatch() ? text : shellQuoted(text);
}

} // namespace lockmaster
