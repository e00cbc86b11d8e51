// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/evidence.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/redact.h"
#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "model/action.h"
#include "model/hidden.h"
#include "model/postgres/sessionarguments.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestQuery = 1000;

} // namespace

QJsonValue secondsJson(std::optional<std::chrono::microseconds> duration)
{
    return duration ? QJsonValue(double(duration->count()) / 1e6) : QJsonValue();
}

QJsonValue timeJson(std::optional<ServerTime> time)
{
    return time ? QJsonValue(formatIso(*time)) : QJsonValue();
}

QJsonObject sessionJson(const PostgresState &state, int pid)
{
    QJsonObject json{{u"pid"_s, pid}};
    const SessionPtr session = findSession(state, pid);
    if (!session)
        return json;
    json.insert(u"backend_start"_s, timeJson(startOf(*session)));
    json.insert(u"backend_type"_s, session->backendType);
    json.insert(u"prevents_wraparound"_s, dutyOf(*session) == SessionDuty::WraparoundVacuum);
    json.insert(u"user"_s, session->user);
    json.insert(u"database"_s, session->database);
    json.insert(u"application"_s, session->application);
    json.insert(u"client"_s, session->client);
    json.insert(u"state"_s, sessionStateName(session->state));
    json.insert(u"wait_event"_s, session->waitEvent);
    json.insert(u"query_start"_s, timeJson(session->queryStart));
    json.insert(u"query"_s, elided(maskLiterals(session->query), kLongestQuery));
    json.insert(u"transaction_seconds"_s, secondsJson(ageAt(state.serverNow, session->transactionStart)));
    json.insert(u"state_seconds"_s, secondsJson(ageAt(state.serverNow, session->stateChange)));
    json.insert(u"query_seconds"_s, secondsJson(ageAt(state.serverNow, session->queryStart)));
    return json;
}

QJsonArray pidsJson(const std::vector<int> &pids)
{
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(pids.size(), kMostListed); ++i)
        json.append(pids[i]);
    return json;
}

QString sessionText(const QJsonValue &session)
{
    const int pid = session[u"pid"].toInt();
    if (pid == kPreparedTransactionPid)
        return DiagnosisText::tr("a prepared transaction");
    if (session[u"state"].isUndefined()) // it was gone
        return DiagnosisText::tr("session %1").arg(pid);
    if (session[u"prevents_wraparound"].toBool())
        return DiagnosisText::tr("autovacuum %1 (to prevent wraparound)").arg(pid);
    const QJsonValue type = session[u"backend_type"];
    if (!type.toString().isEmpty() && type != u"client backend"_s)
        return DiagnosisText::tr("%1 %2").arg(nameText(type), QString::number(pid));
    const QJsonValue application = session[u"application"];
    const QString state = session[u"state"].toString();
    return DiagnosisText::tr("session %1 (%2, %3)")
        .arg(QString::number(pid), nameText(application.toString().isEmpty() ? session[u"user"] : application),
             state == sessionStateName(SessionState::Disabled) ? DiagnosisText::tr("not tracked") : state);
}

QString sessionsText(qsizetype count)
{
    return count == 1 ? DiagnosisText::tr("1 session") : DiagnosisText::tr("%1 sessions").arg(count);
}

QString clientsInFrontText(const Finding &finding)
{
    QString text;
    const QJsonArray pools = finding.evidence[u"clients_in_front"].toArray();
    for (const QJsonValue &pool : pools) {
        const qint64 clients = pool[u"clients"].toInteger();
        text += u' ';
        text += clients == 1
                    ? DiagnosisText::tr("1 client of %1 waits in front of them.").arg(nameText(pool[u"target"]))
                    : DiagnosisText::tr("%1 clients of %2 wait in front of them.")
                          .arg(QString::number(clients), nameText(pool[u"target"]));
    }
    return text;
}

Subject lockSubject(const PostgresState &state, int pid)
{
    if (pid == kPreparedTransactionPid)
        return {SubjectKind::PreparedTransaction, {}, {}};
    const SessionPtr session = findSession(state, pid);
    return {SubjectKind::Session, {}, itemOf(session ? session->key : SessionKey{pid, {}})};
}

Subject sessionSubject(const Snapshot &snapshot, const SessionKey &key)
{
    return {SubjectKind::Session, snapshot.target, itemOf(key)};
}

WallTime atServersClock(ServerTime moment)
{
    return WallTime(std::chrono::duration_cast<WallTime::duration>(moment.time_since_epoch()));
}

WallTime began(const Snapshot &snapshot, std::chrono::microseconds duration)
{
    return snapshot.taken.wall - std::chrono::duration_cast<WallTime::duration>(duration);
}

double evidenceNumber(const Finding &finding, QLatin1StringView key)
{
    return finding.evidence[key].toDouble();
}

qint64 evidenceCount(const Finding &finding, QLatin1StringView key)
{
    return finding.evidence[key].toInteger();
}

QString evidenceText(const Finding &finding, QLatin1StringView key)
{
    return plainLine(finding.evidence[key].toString());
}

QString evidenceName(const Finding &finding, QLatin1StringView key)
{
    return nameText(finding.evidence[key]);
}

QString evidenceDuration(const Finding &finding, QLatin1StringView key)
{
    const auto duration = durationOf(finding.evidence[key]);
    return duration ? formatDuration(*duration) : unknownValue();
}

QString nameText(const QJsonValue &name, qsizetype longest)
{
    return elided(plainLine(name.toString()), longest);
}

std::optional<std::chrono::microseconds> durationOf(const QJsonValue &seconds)
{
    return seconds.isDouble() ? std::optional(std::chrono::microseconds(std::llround(seconds.toDouble() * 1e6)))
                              : std::nullopt;
}

RecommendedAction onSession(QLatin1StringView action, const Session &session)
{
    return {action, sessionArguments(session.key, action == kCancelQuery ? session.queryStart : std::nullopt)};
}

} // namespace lockmaster
