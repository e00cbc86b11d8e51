// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.connections.exhausted: few connection slots are left for ordinary roles, or none (SQLSTATE 53300). Evidence: used,
// usable, reserved, maximum, ratio, holders [{application, user, client, count, idle (null: hidden)}] most first; when the console was
// refused itself: link {} (as target.unreachable has it), and the numbers are of the last data.
#include "diagnosis/linkevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "model/hidden.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostHolders = 10;

QJsonArray holdersJson(const Headroom &headroom, bool hidesIdle)
{
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(headroom.holders.size(), kMostHolders); ++i) {
        const Headroom::Holder &holder = headroom.holders[i];
        json.append(QJsonObject{{u"application"_s, holder.application},
                                {u"user"_s, holder.user},
                                {u"client"_s, holder.client},
                                {u"count"_s, holder.count},
                                {u"idle"_s, hidesIdle ? QJsonValue() : QJsonValue(holder.idle)}});
    }
    return json;
}

QJsonObject evidenceOf(const PostgresState &state)
{
    const Headroom &headroom = state.headroom;
    return {{u"used"_s, headroom.used},
            {u"usable"_s, headroom.usable},
            {u"reserved"_s, headroom.reserved},
            {u"maximum"_s, headroom.maximum},
            {u"ratio"_s, headroom.usable > 0 ? QJsonValue(std::round(1000.0 * headroom.used / headroom.usable) / 1000)
                                             : QJsonValue()},
            {u"holders"_s, holdersJson(headroom, hidesSessions(state))}};
}

QString summaryOf(const PostgresState &state)
{
    const Headroom &headroom = state.headroom;
    const QString slots = DiagnosisText::tr("%1 of %2 usable connections are taken")
                              .arg(formatCount(headroom.used), formatCount(headroom.usable));
    if (headroom.holders.empty())
        return slots + u'.';
    const Headroom::Holder &most = headroom.holders.front();
    const QString who = plainLine(most.application.isEmpty() ? most.user : most.application);
    if (hidesSessions(state))
        return DiagnosisText::tr("%1, most by %2 (%3).").arg(slots, elided(who, 40), QString::number(most.count));
    return DiagnosisText::tr("%1, most by %2 (%3, %4 of them idle).")
        .arg(slots, elided(who, 40), QString::number(most.count), QString::number(most.idle));
}

// Redis and PgBouncer have rules of their own.
bool isFull(const std::optional<Error> &error)
{
    return error && error->kind == ErrorKind::Full && error->sqlState != u"MAXCLIENTS"
           && error->sqlState != u"MAX_CLIENT_CONN";
}

Findings findRefused(const Snapshot &snapshot, const Thresholds &)
{
    if (!isFull(snapshot.link.error))
        return {};
    QJsonObject evidence = snapshot.postgres ? evidenceOf(*snapshot.postgres) : QJsonObject();
    evidence.insert(u"link"_s, linkEvidence(snapshot));
    const QString words = snapshot.link.error->detail;
    return {{u"pg.connections.exhausted"_s,
             FindingSeverity::Critical,
             {},
             DiagnosisText::tr("The server has no connection slot left: “%1”").arg(words),
             evidence,
             {},
             {}}};
}

Findings findExhausted(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const Headroom &headroom = snapshot.postgres->headroom;
    const double ratio = headroom.usable > 0 ? double(headroom.used) / headroom.usable : 0;
    if (ratio < thresholds.connectionsWarning)
        return {};
    const auto severity = ratio < thresholds.connectionsCritical ? FindingSeverity::Warning : FindingSeverity::Critical;
    return {{u"pg.connections.exhausted"_s,
             severity,
             {},
             summaryOf(*snapshot.postgres),
             evidenceOf(*snapshot.postgres),
             {},
             {}}};
}

QString fullShortly(const Findings &findings)
{
    const double usable = evidenceNumber(findings.front(), "usable"_L1);
    return usable > 0
               ? DiagnosisText::tr("%1 full").arg(formatPercent(evidenceNumber(findings.front(), "used"_L1) / usable))
               : QString();
}

/// Who keeps half of them from ending is the cause.
Subjects connected(const Finding &, const Snapshot &snapshot, const FleetMoment &)
{
    Subjects subjects;
    for (const SessionPtr &session : snapshot.postgres->sessions) {
        if (session->backendType == "client backend"_L1)
            subjects.push_back(sessionSubject(snapshot, session->key));
    }
    return subjects;
}

} // namespace

constinit const Rule rules::connectionsRefused{.id = QLatin1StringView("pg.connections.exhausted"),
                                               .input = RuleInput::Link,
                                               .find = findRefused,
                                               .page = QLatin1StringView("pools"),
                                               .shortly = fullShortly};

constinit const Rule rules::connectionsExhausted{.id = QLatin1StringView("pg.connections.exhausted"),
                                                 .input = RuleInput::PostgreSql,
                                                 .find = findExhausted,
                                                 .page = QLatin1StringView("pools"),
                                                 .shortly = fullShortly,
                                                 .standsBehind = connected};

} // namespace lockmaster
