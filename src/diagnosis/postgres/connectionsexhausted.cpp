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
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
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
    return {{u"pg.connections.exhausted"_s, FindingSeverity::Critical, {}, evidence, {}, {}}};
}

Findings findExhausted(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const Headroom &headroom = snapshot.postgres->headroom;
    const double ratio = headroom.usable > 0 ? double(headroom.used) / headroom.usable : 0;
    if (ratio < thresholds.connectionsWarning)
        return {};
    const auto severity = ratio < thresholds.connectionsCritical ? FindingSeverity::Warning : FindingSeverity::Critical;
    return {{u"pg.connections.exhausted"_s, severity, {}, evidenceOf(*snapshot.postgres), {}, {}}};
}

QString exhaustedSentence(const Finding &finding)
{
    if (finding.evidence.contains(u"link"))
        return DiagnosisText::tr("The server has no connection slot left: “%1”")
            .arg(serverWords(finding.evidence[u"link"]));
    const QString taken =
        DiagnosisText::tr("%1 of %2 usable connections are taken")
            .arg(formatCount(evidenceCount(finding, "used"_L1)), formatCount(evidenceCount(finding, "usable"_L1)));
    const QJsonValue most = finding.evidence[u"holders"][0];
    if (!most.isObject())
        return taken + u'.';
    const QJsonValue application = most[u"application"];
    const QString who = nameText(application.toString().isEmpty() ? most[u"user"] : application);
    const QString count = QString::number(most[u"count"].toInt());
    if (!most[u"idle"].isDouble())
        return DiagnosisText::tr("%1, most by %2 (%3).").arg(taken, who, count);
    return DiagnosisText::tr("%1, most by %2 (%3, %4 of them idle).")
        .arg(taken, who, count, QString::number(most[u"idle"].toInt()));
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
                                               .sentence = exhaustedSentence,
                                               .page = QLatin1StringView("pools"),
                                               .shortly = fullShortly};

constinit const Rule rules::connectionsExhausted{.id = QLatin1StringView("pg.connections.exhausted"),
                                                 .input = RuleInput::PostgreSql,
                                                 .find = findExhausted,
                                                 .sentence = exhaustedSentence,
                                                 .page = QLatin1StringView("pools"),
                                                 .shortly = fullShortly,
                                                 .standsBehind = connected};

} // namespace lockmaster
