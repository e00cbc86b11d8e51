// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.temp.spill: sorts and hashes of a database do not fit into work_mem and go to disk, much of it. One finding a database.
// Evidence: database, bytes_per_second (of the last minute; the server counts a file when it is done with it), work_mem
// (as the monitor's session has it), count, sessions [{…}] (sessionJson() of those that read or write such a file now, at
// most kMostSpilling).
#include "diagnosis/rules.h"

#include <algorithm>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "metrics/sampleof.h"
#include "model/postgres/postgres.h"
#include "model/series.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMostSpilling = 10;

double spilledBy(const Snapshot &snapshot, const DatabaseCounters &database)
{
    const QString series = seriesText(u"pg_stat_database_temp_bytes"_s,
                                      {{u"datid"_s, QString::number(database.oid)}, {u"datname"_s, database.name}});
    return minuteRateOf(snapshot, series).value_or(0);
}

std::vector<SessionPtr> spillingIn(const PostgresState &state, const QString &database)
{
    std::vector<SessionPtr> found;
    std::ranges::copy_if(state.sessions, std::back_inserter(found), [&](const SessionPtr &session) {
        return session->database == database && session->leaderPid == 0 && session->waitEvent.startsWith("BufFile"_L1);
    });
    return found;
}

QJsonArray spillingJson(const PostgresState &state, const std::vector<SessionPtr> &sessions)
{
    QJsonArray json;
    for (const SessionPtr &session : sessions) {
        if (json.size() < kMostSpilling)
            json.append(sessionJson(state, session->key.pid));
    }
    return json;
}

/// Who it is, before anything is changed: the files there are now, and each later one in the server's log.
std::vector<RecommendedAction> spillLines()
{
    return {copyLine(u"SELECT name, size, modification FROM pg_ls_tmpdir() ORDER BY size DESC LIMIT 10;"_s),
            copyLine(u"ALTER SYSTEM SET log_temp_files = '10MB';"_s), copyLine(u"SELECT pg_reload_conf();"_s)};
}

Findings findTempSpill(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    Findings all;
    for (const DatabaseCounters &database : state.databases) {
        const double rate = database.name.isEmpty() ? 0 : spilledBy(snapshot, database);
        if (rate < double(thresholds.spilledBytes))
            continue;
        const std::vector<SessionPtr> sessions = spillingIn(state, database.name);
        const auto memory = state.settings.values.find(u"work_mem"_s);
        all.push_back(
            {u"pg.temp.spill"_s,
             FindingSeverity::Warning,
             {},
             {{u"database"_s, database.name},
              {u"bytes_per_second"_s, rate},
              {u"work_mem"_s, memory == state.settings.values.end() ? QJsonValue() : QJsonValue(memory->second)},
              {u"count"_s, qint64(std::ssize(sessions))},
              {u"sessions"_s, spillingJson(state, sessions)}},
             spillLines(),
             {},
             {SubjectKind::Database, {}, database.name}});
    }
    return all;
}

QString whoSpills(const Finding &finding)
{
    const qint64 count = evidenceCount(finding, "count"_L1);
    if (count == 0)
        return {};
    const QString first = sessionText(finding.evidence[u"sessions"][0]);
    return count == 1 ? DiagnosisText::tr(" Now it is %1.").arg(first)
                      : DiagnosisText::tr(" Now %1 do, among them %2.").arg(sessionsText(count), first);
}

QString spillSentence(const Finding &finding)
{
    const QString memory = evidenceText(finding, "work_mem"_L1);
    return DiagnosisText::tr(
               "Queries of database %1 write %2/s to temporary files: sorts and hashes do not fit into work_mem (%3).")
               .arg(evidenceName(finding, "database"_L1),
                    formatBytes(qint64(evidenceNumber(finding, "bytes_per_second"_L1))),
                    memory.isEmpty() ? unknownValue() : memory)
           + whoSpills(finding);
}

QString spillShortly(const Findings &findings)
{
    return DiagnosisText::tr("spills %1/s")
        .arg(formatBytes(qint64(evidenceNumber(findings.front(), "bytes_per_second"_L1))));
}

} // namespace

constinit const Rule rules::tempSpill{.id = QLatin1StringView("pg.temp.spill"),
                                      .input = RuleInput::PostgreSql,
                                      .find = findTempSpill,
                                      .sentence = spillSentence,
                                      .page = QLatin1StringView("progress"),
                                      .shortly = spillShortly};

} // namespace lockmaster
