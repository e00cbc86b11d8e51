// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/journal/journalentry.h"

#include "actions/plan/statements.h"
#include "base/format.h"
#include "base/redact.h"
#include "model/postgres/sessionarguments.h"

#include <QJsonArray>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <pwd.h>
#include <unistd.h>

namespace lockmaster {
namespace {

struct EventName {
    JournalEvent event;
    QLatin1StringView name;
};

constexpr std::array kEvents{EventName{JournalEvent::Planned, QLatin1StringView("planned")},
                             EventName{JournalEvent::Sent, QLatin1StringView("sent")},
                             EventName{JournalEvent::Result, QLatin1StringView("result")},
                             EventName{JournalEvent::Verified, QLatin1StringView("verified")}};

QJsonValue timeOrNull(std::optional<ServerTime> time)
{
    return time ? QJsonValue(formatIso(*time)) : QJsonValue();
}

QJsonObject base(const ActionPlan &plan, JournalEvent event, WallTime now)
{
    const auto name = std::ranges::find(kEvents, event, &EventName::event)->name;
    return {{QStringLiteral("time"), formatIso(now)},
            {QStringLiteral("event"), QString(name)},
            {QStringLiteral("plan"), plan.id},
            {QStringLiteral("action"), plan.request.action},
            {QStringLiteral("arguments"), plan.request.arguments},
            {QStringLiteral("who"), whoActs()},
            {QStringLiteral("target"), plan.target.name},
            {QStringLiteral("environment"), environmentName(plan.target.environment)},
            {QStringLiteral("endpoint"), redact(endpointOf(plan))},
            {QStringLiteral("server"), plan.serverIdentity}};
}

QJsonArray preflights(const ActionPlan &plan)
{
    QJsonArray list;
    for (const Preflight &check : plan.preflights)
        list.append(
            QJsonObject{{QStringLiteral("id"), check.id}, {QStringLiteral("verdict"), verdictName(check.verdict)}});
    return list;
}

QJsonArray jsonOf(const std::vector<PlannedStatement> &statements)
{
    QJsonArray list;
    for (const PlannedStatement &statement : statements) {
        QJsonObject entry{{QStringLiteral("sql"), statement.sql},
                          {QStringLiteral("parameters"), QJsonArray::fromStringList(statement.parameters)}};
        if (!statement.server.isEmpty())
            entry[QLatin1StringView("server")] = statement.server;
        list.append(entry);
    }
    return list;
}

QJsonArray subjects(const ActionPlan &plan)
{
    QJsonArray list;
    for (const ActionSubject &subject : plan.subjects)
        list.append(QJsonObject{{QStringLiteral("kind"), subject.kind}, {QStringLiteral("name"), subject.name}});
    return list;
}

QJsonArray sessions(const ActionPlan &plan)
{
    QJsonArray list;
    for (const Session &session : sessionsOf(plan))
        list.append(QJsonObject{{QStringLiteral("pid"), session.key.pid},
                                {QStringLiteral("backend_start"), formatIso(session.key.backendStart)},
                                {QStringLiteral("query_start"), timeOrNull(session.queryStart)},
                                {QStringLiteral("user"), session.user},
                                {QStringLiteral("database"), session.database},
                                {QStringLiteral("application"), redact(session.application)},
                                {QStringLiteral("client"), session.client},
                                {QStringLiteral("state"), sessionStateName(session.state)},
                                {QStringLiteral("wrote"), session.backendXid.has_value()},
                                {QStringLiteral("query"), redact(maskLiterals(session.query))}});
    return list;
}

Session sessionOf(const QJsonObject &entry)
{
    Session session;
    session.key.pid = entry[QLatin1StringView("pid")].toInt();
    session.key.backendStart = parseIso(entry[QLatin1StringView("backend_start")].toString()).value_or(ServerTime{});
    session.queryStart = parseIso(entry[QLatin1StringView("query_start")].toString());
    session.user = entry[QLatin1StringView("user")].toString();
    session.application = entry[QLatin1StringView("application")].toString();
    session.backendType = QStringLiteral("client backend");
    return session;
}

Environment environmentOf(const QJsonObject &entry)
{
    const QString name = entry[QLatin1StringView("environment")].toString();
    for (const Environment environment : {Environment::Staging, Environment::Development}) {
        if (name == environmentName(environment))
            return environment;
    }
    return Environment::Production;
}

void takeSubjects(const QJsonObject &entry, ActionPlan &plan)
{
    const QJsonArray sessions = entry[QLatin1StringView("sessions")].toArray();
    for (const QJsonValue &value : sessions)
        plan.subjects.push_back(subjectOf(sessionOf(value.toObject())));
    const QJsonArray subjects = entry[QLatin1StringView("subjects")].toArray();
    for (const QJsonValue &value : subjects) {
        const QString kind = value[QLatin1StringView("kind")].toString();
        if (kind != u"session")
            plan.subjects.push_back({kind, value[QLatin1StringView("name")].toString()});
    }
    // Lines of before arguments were written down are of actions on one session, or on a list of them.
    if (plan.request.arguments.isEmpty() && sessions.size() == 1 && plan.request.action != kTerminateByFilter) {
        const Session &session = *plan.subjects.front().session;
        plan.request.arguments = sessionArguments(session.key, session.queryStart);
    }
}

std::vector<PlannedStatement> statementsIn(const QJsonArray &list)
{
    std::vector<PlannedStatement> statements;
    for (const QJsonValue &value : list)
        statements.push_back({value[QLatin1StringView("sql")].toString(),
                              value[QLatin1StringView("parameters")].toVariant().toStringList(),
                              value[QLatin1StringView("server")].toString()});
    return statements;
}

std::optional<ActionRequest> requestIn(const QJsonObject &object)
{
    if (object.isEmpty())
        return {};
    return ActionRequest{object[QLatin1StringView("action")].toString(),
                         object[QLatin1StringView("target")].toString(),
                         object[QLatin1StringView("arguments")].toObject(),
                         {}};
}

} // namespace

QJsonObject plannedEntry(const ActionPlan &plan, WallTime now)
{
    QJsonObject entry = base(plan, JournalEvent::Planned, now);
    entry[QLatin1StringView("severity")] = severityName(plan.severity);
    entry[QLatin1StringView("allowed")] = plan.isAllowed();
    entry[QLatin1StringView("preflights")] = preflights(plan);
    entry[QLatin1StringView("data_age_ms")] = static_cast<qint64>(plan.dataAge.count());
    return entry;
}

QJsonObject sentEntry(const ActionPlan &plan, WallTime now)
{
    QJsonObject entry = base(plan, JournalEvent::Sent, now);
    entry[QLatin1StringView("statements")] = jsonOf(plan.statements);
    entry[QLatin1StringView("undo")] = jsonOf(plan.undoStatements); // for who finds the console gone
    entry[QLatin1StringView("undo_action")] = toJson(plan.undoRequest);
    entry[QLatin1StringView("subjects")] = subjects(plan);
    entry[QLatin1StringView("sessions")] = sessions(plan);
    if (plan.serverNow)
        entry[QLatin1StringView("server_time")] = formatIso(*plan.serverNow);
    const ProcessIdentity process = thisProcess();
    entry[QLatin1StringView("process")] = QJsonObject{{QStringLiteral("boot"), process.boot},
                                                      {QStringLiteral("pid"), process.pid},
                                                      {QStringLiteral("started"), process.started}};
    return entry;
}

QJsonObject resultEntry(const ActionPlan &plan, const ActionResult &result, JournalEvent event, WallTime now)
{
    QJsonObject entry = base(plan, event, now);
    entry[QLatin1StringView("outcome")] = outcomeName(result.outcome);
    entry[QLatin1StringView("running")] = result.isRunning;
    entry[QLatin1StringView("messages")] = QJsonArray::fromStringList(result.serverMessages);
    QJsonArray list;
    QJsonArray sessionList;
    for (const SubjectOutcome &one : result.subjects) {
        QJsonObject seen{{QStringLiteral("kind"), one.subject.kind},
                         {QStringLiteral("name"), one.subject.name},
                         {QStringLiteral("outcome"), outcomeName(one.outcome)}};
        list.append(seen);
        if (!one.subject.session)
            continue;
        seen.insert(QStringLiteral("pid"), one.subject.session->key.pid);
        seen.insert(QStringLiteral("backend_start"), formatIso(one.subject.session->key.backendStart));
        sessionList.append(seen);
    }
    entry[QLatin1StringView("subjects")] = list;
    entry[QLatin1StringView("sessions")] = sessionList;
    return entry;
}

std::optional<JournalEvent> eventOf(const QJsonObject &entry)
{
    const QString name = entry[QLatin1StringView("event")].toString();
    const auto found = std::ranges::find_if(kEvents, [&](const EventName &event) { return event.name == name; });
    return found == kEvents.end() ? std::nullopt : std::optional(found->event);
}

QString planIdOf(const QJsonObject &entry)
{
    return entry[QLatin1StringView("plan")].toString();
}

ProcessIdentity processOf(const QJsonObject &entry)
{
    const QJsonObject process = entry[QLatin1StringView("process")].toObject();
    return {process[QLatin1StringView("boot")].toString(), process[QLatin1StringView("pid")].toInteger(),
            process[QLatin1StringView("started")].toInteger()};
}

ActionPlan planOf(const QJsonObject &entry)
{
    ActionPlan plan;
    plan.id = planIdOf(entry);
    plan.serverIdentity = entry[QLatin1StringView("server")].toString();
    plan.request.action = entry[QLatin1StringView("action")].toString();
    plan.request.target = entry[QLatin1StringView("target")].toString();
    plan.target.name = plan.request.target;
    plan.target.environment = environmentOf(entry);
    plan.endpoint = entry[QLatin1StringView("endpoint")].toString(); // the target may be in no fleet now
    plan.request.arguments = entry[QLatin1StringView("arguments")].toObject();
    plan.serverNow = parseIso(entry[QLatin1StringView("server_time")].toString());
    takeSubjects(entry, plan);
    plan.statements = statementsIn(entry[QLatin1StringView("statements")].toArray());
    plan.undoStatements = statementsIn(entry[QLatin1StringView("undo")].toArray());
    plan.undoRequest = requestIn(entry[QLatin1StringView("undo_action")].toObject());
    plan.validFor = std::chrono::seconds(0); // to look what became of it; it is never sent again
    plan.madeAt = parseIso(entry[QLatin1StringView("time")].toString()).value_or(WallTime{});
    return plan;
}

QString whoActs()
{
    const passwd *entry = ::getpwuid(::geteuid());
    const QString login = entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(::geteuid());
    return login + u'@' + QSysInfo::machineHostName();
}

} // namespace lockmaster
