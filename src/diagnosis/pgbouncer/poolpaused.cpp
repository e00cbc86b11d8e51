// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pool.paused: an administrator paused PgBouncer or a database, suspended PgBouncer, or disabled a database. Evidence:
// all_paused, all_suspended (null before PgBouncer 1.19, which does not tell), databases [{"name", "paused",
// "disabled", "since", "clients_waiting"}]; "since" is what the console saw itself, null when it was so before;
// clients_waiting (of all that is stopped).
#include "diagnosis/pgbouncer/poolevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>

#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonValue boolOrNull(std::optional<bool> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

int waitingFor(const PgBouncerState &state, const QString &database)
{
    const auto add = [&](int sum, const PgBouncerPool &pool) {
        return database.isEmpty() || pool.database == database ? sumOfCounts(sum, pool.clientsWaiting) : sum;
    };
    return std::accumulate(state.pools.begin(), state.pools.end(), 0, add);
}

/// RESUME of all does not resume what was paused by name.
std::vector<RecommendedAction> resumeLines(bool isAll, const std::vector<PgBouncerDatabase> &stopped)
{
    std::vector<RecommendedAction> lines;
    if (isAll)
        lines.push_back(bouncerLine(u"RESUME"_s));
    for (const PgBouncerDatabase &database : stopped) {
        if (database.isPaused)
            lines.push_back(bouncerLine(u"RESUME"_s, database.name));
        if (database.isDisabled)
            lines.push_back(bouncerLine(u"ENABLE"_s, database.name));
    }
    return lines;
}

QString stateOf(const QJsonArray &databases)
{
    const QJsonValue database = databases.at(0);
    const QString name = nameText(database[u"name"]);
    const QString text = database[u"paused"].toBool()
                             ? DiagnosisText::tr("Database %1 is paused").arg(name)
                             : DiagnosisText::tr("Database %1 is disabled: new clients are refused").arg(name);
    return databases.size() > 1 ? DiagnosisText::tr("%1, and %2 more").arg(text, QString::number(databases.size() - 1))
                                : text;
}

QString pausedSentence(const Finding &finding)
{
    const QString text = finding.evidence[u"all_suspended"].toBool() ? DiagnosisText::tr("PgBouncer is suspended")
                         : finding.evidence[u"all_paused"].toBool()  ? DiagnosisText::tr("PgBouncer is paused")
                                                                    : stateOf(finding.evidence[u"databases"].toArray());
    const qint64 waiting = evidenceCount(finding, "clients_waiting"_L1);
    if (waiting == 0)
        return text + u'.';
    return DiagnosisText::tr("%1; %2 until it is resumed.")
        .arg(text,
             waiting == 1 ? DiagnosisText::tr("1 client waits") : DiagnosisText::tr("%1 clients wait").arg(waiting));
}

Findings findPoolPaused(const Snapshot &snapshot, const Thresholds &)
{
    const PgBouncerState &state = *snapshot.pgbouncer;
    const bool isAll = state.isPaused.value_or(false) || state.isSuspended.value_or(false);
    std::vector<PgBouncerDatabase> stopped;
    std::ranges::copy_if(state.databases, std::back_inserter(stopped), &PgBouncerDatabase::isStopped);
    if (!isAll && stopped.empty())
        return {};
    QJsonArray databases;
    int waiting = isAll ? waitingFor(state, {}) : 0;
    for (const PgBouncerDatabase &database : stopped) {
        const int here = waitingFor(state, database.name);
        waiting = sumOfCounts(waiting, isAll ? 0 : here);
        databases.append(QJsonObject{{u"name"_s, database.name},
                                     {u"paused"_s, database.isPaused},
                                     {u"disabled"_s, database.isDisabled},
                                     {u"since"_s, timeJson(database.stoppedSince)},
                                     {u"clients_waiting"_s, here}});
    }
    const QJsonObject evidence{{u"all_paused"_s, boolOrNull(state.isPaused)},
                               {u"all_suspended"_s, boolOrNull(state.isSuspended)},
                               {u"databases"_s, databases},
                               {u"clients_waiting"_s, waiting}};
    const auto severity = waiting > 0 ? FindingSeverity::Critical : FindingSeverity::Warning;
    return {{u"pool.paused"_s, severity, {}, evidence, resumeLines(isAll, stopped), {}}};
}

QString pausedShortly(const Findings &)
{
    return DiagnosisText::tr("paused or disabled");
}

Subjects heldBack(const Finding &, const Snapshot &snapshot)
{
    const PgBouncerState &state = *snapshot.pgbouncer;
    Subjects subjects;
    for (const PgBouncerPool &pool : state.pools) {
        if (isHeldBack(state, pool))
            subjects.push_back(poolSubject(snapshot, pool));
    }
    for (const PgBouncerDatabase &database : state.databases) {
        if (database.isPaused || state.isPaused.value_or(false) || state.isSuspended.value_or(false))
            subjects.push_back({SubjectKind::Database, snapshot.target, database.name});
    }
    return subjects;
}

} // namespace

constinit const Rule rules::poolPaused{.id = QLatin1StringView("pool.paused"),
                                       .input = RuleInput::PgBouncer,
                                       .find = findPoolPaused,
                                       .sentence = pausedSentence,
                                       .page = QLatin1StringView("pools"),
                                       .shortly = pausedShortly,
                                       .holdsUp = heldBack};

} // namespace lockmaster
