// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <QStringDecoder>
#include <utility>

namespace lockmaster {
namespace {

constexpr char16_t kEllipsis = u'…';

bool isAsciiGraphic(char16_t unit)
{
    return unit > u' ' && unit < 0x7f;
}

/// Fillers are letters to Unicode, but nothing is seen of them.
bool isInvisibleLetter(char32_t character)
{
    return character == 0x034f || character == 0x115f || character == 0x1160 || character == 0x17b4
           || character == 0x17b5 || character == 0x3164 || character == 0xffa0;
}

bool needsEscape(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return isInvisibleLetter(character);
    }
}

bool isFoldable(char32_t character)
{
    return QChar::isSpace(character) && character != QChar::LineSeparator && character != QChar::ParagraphSeparator
           && character != 0x85;
}

void appendEscape(QString &out, char32_t character)
{
    out += character > 0xffff ? QStringLiteral("\\U%1").arg(uint(character), 8, 16, QLatin1Char('0'))
                              : QStringLiteral("\\u%1").arg(uint(character), 4, 16, QLatin1Char('0'));
}

void appendVisible(QString &out, char32_t character)
{
    if (needsEscape(character))
        appendEscape(out, character);
    else
        out += QChar::fromUcs4(character);
}

/// The full character at `i`; moves `i` to its last unit. A lone surrogate is given as it is.
char32_t characterAt(const QString &text, qsizetype &i)
{
    const QChar unit = text[i];
    if (!unit.isHighSurrogate() || i + 1 >= text.size() || !text[i + 1].isLowSurrogate())
        return unit.unicode();
    return QChar::surrogateToUcs4(unit, text[++i]);
}

/// True when there is nothing to fold or escape; most texts of a healthy server are of this kind.
bool isPlainLine(const QString &text)
{
    bool afterSpace = true;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (isAsciiGraphic(unit)) {
            afterSpace = false;
        } else if (unit == u' ') {
            if (afterSpace)
                return false;
            afterSpace = true;
        } else {
            const char32_t character = characterAt(text, i);
            if (isFoldable(character) || needsEscape(character))
                return false;
            afterSpace = false;
        }
    }
    return !afterSpace || text.isEmpty();
}

bool staysInBlock(char32_t character)
{
    return character == u'\n' || character == u'\t';
}

bool isPlainBlock(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isAsciiGraphic(text[i].unicode()))
            continue;
        const char32_t character = characterAt(text, i);
        if (!staysInBlock(character) && needsEscape(character))
            return false;
    }
    return true;
}

} // namespace

DecodedText decodeUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    DecodedText decoded;
    decoded.text = decoder.decode(bytes);
    decoded.hadInvalidBytes = decoder.hasError();
    return decoded;
}

QString plainLine(const QString &serverText)
{
    if (isPlainLine(serverText))
        return serverText;
    QString out;
    out.reserve(serverText.size());
    bool spaceDue = false;
    for (qsizetype i = 0; i < serverText.size(); ++i) {
        const char32_t character = characterAt(serverText, i);
        if (isFoldable(character)) {
            spaceDue = !out.isEmpty();
            continue;
        }
        if (std::exchange(spaceDue, false))
            out += u' ';
        appendVisible(out, character);
    }
    return out;
}

QString plainBlock(const QString &serverText)
{
    if (isPlainBlock(serverText))
        return serverText;
    QString out;
    out.reserve(serverText.size());
    for (qsizetype i = 0; i < serverText.size(); ++i) {
        const char32_t character = characterAt(serverText, i);
        const bool lineEnd = character == u'\r' && i + 1 < serverText.size() && serverText[i + 1] == u'\n';
        if (lineEnd)
            continue;
        if (staysInBlock(character))
            out += QChar(char16_t(character));
        else
            appendVisible(out, character);
    }
    return out;
}

QString elided(const QString &text, qsizetype length)
{
    if (text.size() <= length)
        return text;
    if (length <= 0)
        return {};
    qsizetype kept = length - 1;
    if (kept > 0 && text[kept - 1].isHighSurrogate())
        --kept;
    return text.left(kept) + QChar(kEllipsis);
}

} // namespace lockmaster
