// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

#include "base/format.h"
#include "base/redact.h"
#include "base/text.h"

namespace lockmaster {
namespace {

QJsonValue redacted(const QJsonValue &value)
{
    if (value.isString())
        return redact(value.toString());
    if (value.isArray()) {
        QJsonArray array;
        for (const auto &each : value.toArray())
            array.append(redacted(each));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            *it = redacted(*it);
        return object;
    }
    return value;
}

QByteArray ascii(const QString &json)
{
    QByteArray out;
    out.reserve(json.size());
    for (const QChar unit : json) {
        if (unit == u'\n' || (unit >= u' ' && unit < u'\x7f'))
            out += unit.toLatin1();
        else
            out += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    }
    return out;
}

void printDocument(const QJsonDocument &json)
{
    std::fputs(ascii(QString::fromUtf8(json.toJson(QJsonDocument::Indented))).constData(), stdout);
}

} // namespace

void printLine(const QString &text, int indent)
{
    QString line = plainBlock(redact(text)); // keeps spaces: tables are made of them
    for (QChar &unit : line) {
        if (unit.isSpace())
            unit = u' ';
    }
    std::puts((QString(indent, u' ') + line).toUtf8().constData());
}

void printJson(const QJsonObject &json)
{
    printDocument(QJsonDocument(redacted(json).toObject()));
}

void printJson(const QJsonArray &json)
{
    printDocument(QJsonDocument(redacted(json).toArray()));
}

void printHeading(const QString &text)
{
    printLine({});
    printLine(text);
}

QString ageText(ServerTime now, std::optional<ServerTime> from)
{
    const auto known = ageAt(now, from);
    return known ? formatDuration(*known) : unknownValue();
}

QString cell(const QString &text, int width)
{
    return elided(plainLine(text), width).leftJustified(width);
}

} // namespace lockmaster
