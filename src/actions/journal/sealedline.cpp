// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/journal/sealedline.h"

#include "actions/plan/actiontext.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace lockmaster {
namespace {

constexpr QByteArrayView kHashField{",\"hash\":\""};
constexpr qsizetype kHashLength = 64;
constexpr qsizetype kSealLength = kHashField.size() + kHashLength + 2; // and "}

QByteArray hashOf(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

bool hasSeal(const QByteArray &line)
{
    return line.size() > kSealLength && line.endsWith("\"}")
           && QByteArrayView(line).last(kSealLength).startsWith(kHashField);
}

QByteArray statedHash(const QByteArray &line)
{
    return line.last(kHashLength + 2).first(kHashLength);
}

QByteArray bodyHash(const QByteArray &line)
{
    return hashOf(QByteArrayView(line).chopped(kSealLength));
}

} // namespace

QByteArray sealedLine(QJsonObject entry, const Seal &before)
{
    entry[QLatin1StringView("seq")] = static_cast<qint64>(before.seq + 1);
    entry[QLatin1StringView("prev")] = QString::fromLatin1(before.hash);
    const QByteArray body = QJsonDocument(entry).toJson(QJsonDocument::Compact).chopped(1);
    return body + kHashField.toByteArray() + hashOf(body) + "\"}";
}

Seal sealOf(const QByteArray &line)
{
    const auto entry = entryOf(line);
    const std::int64_t seq = entry ? entry->value(QLatin1StringView("seq")).toInteger() : 0;
    return {seq, hasSeal(line) ? statedHash(line) : hashOf(line)};
}

std::optional<QString> brokenSeal(const QByteArray &line, const Seal &before)
{
    const auto entry = entryOf(line);
    if (!entry || !hasSeal(line))
        return ActionText::tr("it is not a whole line of the journal");
    if (statedHash(line) != bodyHash(line))
        return ActionText::tr("it was changed after it was written");
    if (entry->value(QLatin1StringView("prev")).toString().toLatin1() != before.hash
        || entry->value(QLatin1StringView("seq")).toInteger() != before.seq + 1)
        return ActionText::tr("it does not follow the line before it");
    return std::nullopt;
}

std::optional<QJsonObject> entryOf(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace lockmaster
