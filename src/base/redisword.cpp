// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redisword.h"

#include <QByteArray>
#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool isHarmlessByte(char byte)
{
    const bool isWord = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    return isWord || QByteArrayView("_-./:@+|%").contains(byte);
}

} // namespace

QString redisWord(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    if (!bytes.isEmpty() && std::ranges::all_of(bytes, isHarmlessByte))
        return text;
    QString quoted = u"\""_s;
    for (const char byte : bytes) {
        if (isHarmlessByte(byte) || byte == ' ')
            quoted += QLatin1Char(byte);
        else
            quoted += u"\\x"_s + QString::fromLatin1(QByteArray(1, byte).toHex());
    }
    return quoted + u'"';
}

QString redisPattern(const QString &name)
{
    QString pattern;
    for (const QChar letter : name) {
        if (QStringView(u"*?[]\\^").contains(letter))
            pattern += u'\\';
        pattern += letter;
    }
    return pattern;
}

QString redisPatternWord(const QString &name)
{
    return redisWord(redisPattern(name));
}

} // namespace lockmaster
