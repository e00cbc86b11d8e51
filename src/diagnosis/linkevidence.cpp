// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/linkevidence.h"

#include "base/format.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonValue momentJson(std::optional<WallTime> moment)
{
    return moment && *moment != WallTime{} ? QJsonValue(formatIso(*moment)) : QJsonValue();
}

} // namespace

QJsonObject errorEvidence(const Error &error)
{
    return {{u"kind"_s, errorKindName(error.kind)},
            {u"text"_s, error.text},
            {u"server_words"_s, error.detail},
            {u"sqlstate"_s, error.sqlState}};
}

QJsonObject linkEvidence(const Snapshot &snapshot)
{
    const LinkState &link = snapshot.link;
    return {{u"rung"_s, rungName(link.rung)},
            {u"address"_s, link.address},
            {u"since"_s, momentJson(link.since)},
            {u"next_attempt"_s, momentJson(link.nextAttempt)},
            {u"error"_s, link.error ? QJsonValue(errorEvidence(*link.error)) : QJsonValue()},
            {u"last_data"_s, momentJson(snapshot.dataTaken.wall)}};
}

QString serverWords(const QJsonValue &link)
{
    return link[u"error"][u"server_words"].toString();
}

QString ourWords(const QJsonValue &link)
{
    return link[u"error"][u"text"].toString();
}

} // namespace lockmaster
