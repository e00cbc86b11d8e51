// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/action.h"

#include "base/format.h"
#include "base/redact.h"
#include "model/hidden.h"

#include <QJsonArray>
#include <algorithm>

namespace lockmaster {
namespace {

template <typename Range, typename Convert>
QJsonArray arrayOf(const Range &range, Convert convert)
{
    QJsonArray array;
    for (const auto &each : range)
        array.append(convert(each));
    return array;
}

QJsonObject statementJson(const PlannedStatement &statement)
{
    QJsonObject json{{QStringLiteral("sql"), statement.sql},
                     {QStringLiteral("parameters"), QJsonArray::fromStringList(statement.parameters)}};
    if (!statement.server.isEmpty())
        json.insert(QStringLiteral("server"), statement.server);
    return json;
}

QJsonObject preflightJson(const Preflight &preflight)
{
    return {{QStringLiteral("id"), preflight.id},
            {QStringLiteral("ok"), preflight.verdict != Verdict::Failed},
            {QStringLiteral("verdict"), verdictName(preflight.verdict)},
            {QStringLiteral("detail"), preflight.detail}};
}

QJsonValue startJson(const Session &session)
{
    const auto start = startOf(session);
    return start ? QJsonValue(formatIso(*start)) : QJsonValue();
}

QJsonObject sessionJson(const Session &session)
{
    return {{QStringLiteral("pid"), session.key.pid},
            {QStringLiteral("backend_start"), startJson(session)},
            {QStringLiteral("database"), session.database},
            {QStringLiteral("user"), session.user},
            {QStringLiteral("application"), session.application},
            {QStringLiteral("client"), session.client},
            {QStringLiteral("state"), sessionStateName(session.state)},
            {QStringLiteral("query"), maskLiterals(session.query)}};
}

QJsonObject subjectJson(const ActionSubject &subject)
{
    return {{QStringLiteral("kind"), subject.kind}, {QStringLiteral("name"), subject.name}};
}

QJsonArray victimsOf(const ActionPlan &plan)
{
    QJsonArray list;
    for (const ActionSubject &subject : plan.subjects) {
        if (subject.session)
            list.append(sessionJson(*subject.session));
    }
    return list;
}

QJsonObject outcomeJson(const SubjectOutcome &outcome)
{
    QJsonObject json = subjectJson(outcome.subject);
    json.insert(QStringLiteral("result"), outcomeName(outcome.outcome));
    json.insert(QStringLiteral("detail"), outcome.detail);
    return json;
}

QJsonArray sessionOutcomes(const ActionResult &result)
{
    QJsonArray list;
    for (const SubjectOutcome &outcome : result.subjects) {
        if (const auto &session = outcome.subject.session)
            list.append(QJsonObject{{QStringLiteral("pid"), session->key.pid},
                                    {QStringLiteral("backend_start"), startJson(*session)},
                                    {QStringLiteral("result"), outcomeName(outcome.outcome)},
                                    {QStringLiteral("detail"), outcome.detail}});
    }
    return list;
}

} // namespace

ActionSubject subjectOf(Session session)
{
    return {QStringLiteral("session"), QString::number(session.key.pid), std::move(session)};
}

bool ActionPlan::isAllowed() const
{
    return std::ranges::none_of(preflights, [](const Preflight &each) { return each.verdict == Verdict::Failed; });
}

QString endpointOf(const ActionPlan &plan)
{
    return plan.endpoint ? *plan.endpoint : endpoint(plan.target);
}

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::DoneVerified: return QStringLiteral("done_verified");
    case Outcome::SentUnverified: return QStringLiteral("sent_unverified");
    case Outcome::NoOp: return QStringLiteral("no_op");
    case Outcome::RefusedByConsole: return QStringLiteral("refused");
    case Outcome::FailedClean: return QStringLiteral("failed_clean");
    case Outcome::FailedPartial: return QStringLiteral("failed_partial");
    case Outcome::Unknown: return QStringLiteral("unknown");
    }
    return QStringLiteral("unknown");
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Reversible: return QStringLiteral("reversible");
    case Severity::Disruptive: return QStringLiteral("disruptive");
    case Severity::Destructive: return QStringLiteral("destructive");
    }
    return QStringLiteral("destructive");
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return QStringLiteral("ok");
    case Verdict::Warning: return QStringLiteral("warning");
    case Verdict::Failed: return QStringLiteral("failed");
    }
    return QStringLiteral("failed");
}

QJsonValue toJson(const std::optional<ActionRequest> &request)
{
    if (!request)
        return {};
    return QJsonObject{{QStringLiteral("action"), request->action},
                       {QStringLiteral("target"), request->target},
                       {QStringLiteral("arguments"), request->arguments}};
}

QJsonObject toJson(const ActionPlan &plan)
{
    return {{QStringLiteral("id"), plan.id},
            {QStringLiteral("action"), plan.request.action},
            {QStringLiteral("target"), plan.target.name},
            {QStringLiteral("arguments"), plan.request.arguments},
            {QStringLiteral("environment"), environmentName(plan.target.environment)},
            {QStringLiteral("server_identity"), plan.serverIdentity},
            {QStringLiteral("title"), plan.title},
            {QStringLiteral("severity"), severityName(plan.severity)},
            {QStringLiteral("allowed"), plan.isAllowed()},
            {QStringLiteral("plan"), arrayOf(plan.statements, statementJson)},
            {QStringLiteral("preflight"), arrayOf(plan.preflights, preflightJson)},
            {QStringLiteral("subjects"), arrayOf(plan.subjects, subjectJson)},
            {QStringLiteral("victims"), victimsOf(plan)},
            {QStringLiteral("freed"), plan.freed},
            {QStringLiteral("freed_at_once"), plan.freedAtOnce},
            {QStringLiteral("consequence"), plan.consequence},
            {QStringLiteral("undo"), plan.undo},
            {QStringLiteral("undo_action"), toJson(plan.undoRequest)},
            {QStringLiteral("alternative"), plan.alternative},
            {QStringLiteral("confirm"), plan.token},
            {QStringLiteral("confirm_warnings"), plan.allRequiredTicks},
            {QStringLiteral("made_at"), formatIso(plan.madeAt)},
            {QStringLiteral("valid_seconds"), qint64(plan.validFor.count())},
            {QStringLiteral("data_age_ms"), qint64(plan.dataAge.count())}};
}

QJsonObject toJson(const ActionResult &result)
{
    return {{QStringLiteral("id"), result.planId},
            {QStringLiteral("result"), outcomeName(result.outcome)},
            {QStringLiteral("verified"), result.outcome == Outcome::DoneVerified},
            {QStringLiteral("summary"), result.summary},
            {QStringLiteral("next"), result.next},
            {QStringLiteral("offer"), toJson(result.offer)},
            {QStringLiteral("server_messages"), QJsonArray::fromStringList(result.serverMessages)},
            {QStringLiteral("subjects"), arrayOf(result.subjects, outcomeJson)},
            {QStringLiteral("sessions"), sessionOutcomes(result)},
            {QStringLiteral("running"), result.isRunning},
            {QStringLiteral("still_waiting"),
             result.stillWaiting ? QJsonValue(qint64(*result.stillWaiting)) : QJsonValue()},
            {QStringLiteral("finished_at"), formatIso(result.finishedAt)}};
}

} // namespace lockmaster
