// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.cache.low: the usual queries of a database find too little in shared buffers. One finding a database. While something
// reads in bulk there (a report, a dump, a vacuum, an index that is built), the ratio tells of that, and nothing is said.
// Evidence: database, ratio and reads_per_second (blocks, from disk or the system's cache; both of the last minute),
// shared_buffers.
#include "diagnosis/rules.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "metrics/sampleof.h"
#include "model/hidden.h"
#include "model/postgres/progress.h"
#include "model/series.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

double blocksOf(const Snapshot &snapshot, const QString &metric, const DatabaseCounters &database)
{
    const QString series =
        seriesText(metric, {{u"datid"_s, QString::number(database.oid)}, {u"datname"_s, database.name}});
    return minuteRateOf(snapshot, series).value_or(0);
}

bool runsLong(const PostgresState &state, const Session &session, const Thresholds &thresholds)
{
    const auto age = ageAt(state.serverNow, session.queryStart);
    return session.state == SessionState::Active && isClientBackend(session) && age && *age > thresholds.longQuery;
}

bool isReadInBulk(const PostgresState &state, const QString &database, const Thresholds &thresholds)
{
    const bool hasCommand =
        state.work && std::ranges::contains(state.work->commands, database, &CommandProgress::database);
    return hasCommand || std::ranges::any_of(state.sessions, [&](const SessionPtr &session) {
               return session->database == database && runsLong(state, *session, thresholds);
           });
}

std::vector<RecommendedAction> cacheLines()
{
    return {copyLine(u"SELECT relname, heap_blks_read, heap_blks_hit, idx_blks_read FROM pg_statio_user_tables "
                     "ORDER BY heap_blks_read DESC LIMIT 10;"_s),
            copyLine(u"SELECT relname, seq_scan, seq_tup_read, idx_scan FROM pg_stat_user_tables "
                     "ORDER BY seq_tup_read DESC LIMIT 10;"_s)};
}

Findings findCacheLow(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    Findings all;
    if (hidesSessions(state)) // whether one of them reads in bulk is not known
        return all;
    for (const DatabaseCounters &database : state.databases) {
        const double reads = blocksOf(snapshot, u"pg_stat_database_blks_read"_s, database);
        const double hits = blocksOf(snapshot, u"pg_stat_database_blks_hit"_s, database);
        if (database.name.isEmpty() || reads < thresholds.cacheReads || hits / (hits + reads) >= thresholds.cacheRatio
            || isReadInBulk(state, database.name, thresholds))
            continue;
        const auto buffers = state.settings.values.find(u"shared_buffers"_s);
        all.push_back({u"pg.cache.low"_s,
                       FindingSeverity::Warning,
                       {},
                       {{u"database"_s, database.name},
                        {u"ratio"_s, std::round(1000 * hits / (hits + reads)) / 1000},
                        {u"reads_per_second"_s, reads},
                        {u"shared_buffers"_s,
                         buffers == state.settings.values.end() ? QJsonValue() : QJsonValue(buffers->second)}},
                       cacheLines(),
                       {},
                       {SubjectKind::Database, {}, database.name}});
    }
    return all;
}

QString cacheSentence(const Finding &finding)
{
    const QString buffers = evidenceText(finding, "shared_buffers"_L1);
    return DiagnosisText::tr(
               "Queries of database %1 find only %2 of their blocks in shared buffers (%3) and read %4 from outside.")
        .arg(evidenceName(finding, "database"_L1), formatPercent(evidenceNumber(finding, "ratio"_L1)),
             buffers.isEmpty() ? unknownValue() : buffers, formatRate(evidenceNumber(finding, "reads_per_second"_L1)));
}

QString cacheShortly(const Findings &findings)
{
    return DiagnosisText::tr("cache hits %1").arg(formatPercent(evidenceNumber(findings.front(), "ratio"_L1)));
}

} // namespace

constinit const Rule rules::cacheLow{.id = QLatin1StringView("pg.cache.low"),
                                     .input = RuleInput::PostgreSql,
                                     .find = findCacheLow,
                                     .sentence = cacheSentence,
                                     .shortly = cacheShortly};

} // namespace lockmaster
