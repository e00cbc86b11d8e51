// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/wholequeries.h"

#include <QJsonArray>

#include "base/format.h"
#include "base/text.h"
#include "codec/texts.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestWholeQuery = 1000;

bool isQueryOf(const QJsonObject &told, const Session &session)
{
    return session.queryStart && told.contains("query"_L1)
           && told.value("query_start"_L1).toString() == formatIso(*session.queryStart);
}

QJsonValue wholeValue(const QJsonValue &value, const PostgresState &state)
{
    if (value.isObject())
        return withWholeQueries(value.toObject(), state);
    if (!value.isArray())
        return value;
    QJsonArray all;
    const QJsonArray told = value.toArray();
    for (const QJsonValue &one : told)
        all.append(wholeValue(one, state));
    return all;
}

} // namespace

QJsonObject withWholeQueries(const QJsonObject &evidence, const PostgresState &state)
{
    QJsonObject whole = evidence;
    for (auto field = whole.begin(); field != whole.end(); ++field)
        field.value() = wholeValue(field.value(), state);
    const SessionPtr session = findSession(state, evidence.value("pid"_L1).toInt());
    if (session && isQueryOf(evidence, *session))
        whole.insert("query"_L1, elided(outgoing(session->query, Secrecy::Statement, Texts::Full), kLongestWholeQuery));
    return whole;
}

} // namespace lockmaster
