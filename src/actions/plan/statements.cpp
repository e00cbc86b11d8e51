// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/statements.h"

#include "base/format.h"

#include <QFile>

namespace lockmaster {
namespace {

template <typename Text>
QString arrayOf(const std::vector<Session> &sessions, Text text)
{
    QStringList items;
    for (const Session &session : sessions)
        items << text(session);
    return u'{' + items.join(u',') + u'}';
}

QString quotedTime(std::optional<ServerTime> time)
{
    return time ? u'"' + formatIso(*time) + u'"' : QStringLiteral("NULL");
}

} // namespace

QString actionSql(QLatin1StringView name)
{
    QFile file(QStringLiteral(":/queries/actions/%1.sql").arg(name));
    [[maybe_unused]] const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    return QString::fromUtf8(file.readAll()).trimmed();
}

PgQuery actionQuery(QLatin1StringView name, std::vector<PgParam> params)
{
    return {actionSql(name).toUtf8(), std::move(params), {}};
}

PgQuery toQuery(const PlannedStatement &statement)
{
    PgQuery query{statement.sql.toUtf8(), {}, {}};
    for (const QString &parameter : statement.parameters)
        query.params.push_back(parameter.isNull() ? PgParam::null() : PgParam::of(parameter));
    return query;
}

QString timeParameter(std::optional<ServerTime> time)
{
    return time ? formatIso(*time) : QString();
}

std::vector<Session> sessionsOf(const ActionPlan &plan)
{
    std::vector<Session> sessions;
    for (const ActionSubject &subject : plan.subjects) {
        if (subject.session)
            sessions.push_back(*subject.session);
    }
    return sessions;
}

QString pidArray(const std::vector<Session> &sessions)
{
    return arrayOf(sessions, [](const Session &session) { return QString::number(session.key.pid); });
}

QString startArray(const std::vector<Session> &sessions)
{
    return arrayOf(sessions, [](const Session &session) { return quotedTime(session.key.backendStart); });
}

QString transactionStartArray(const std::vector<Session> &sessions)
{
    return arrayOf(sessions, [](const Session &session) {
        return session.transactionStart ? quotedTime(session.transactionStart) : QStringLiteral("NULL");
    });
}

QString stateChangeArray(const std::vector<Session> &sessions)
{
    return arrayOf(sessions, [](const Session &session) { return quotedTime(session.stateChange); });
}

} // namespace lockmaster
