// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.index.unused: large indexes that no query has used while scans were counted, and that back nothing. One finding of all.
// Evidence: indexes (how many), bytes (of all), index, table and index_bytes (of the largest), counted_seconds (at least),
// standbys (stream from here: queries there count there), more [names of the next ones].
#include "diagnosis/postgres/catalogevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/countsum.h"
#include "model/postgres/indexfaults.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replication.h"
#include "model/postgres/sqlname.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

std::vector<const CatalogIndex *> largestUnused(const Catalog &catalog, const Thresholds &thresholds)
{
    std::vector<const CatalogIndex *> unused;
    for (const IndexState &state : indexStates(catalog)) {
        if (state.fault == IndexFault::Unused && state.index->bytes >= thresholds.indexUnusedBytes)
            unused.push_back(state.index);
    }
    std::ranges::stable_sort(unused, std::ranges::greater(), &CatalogIndex::bytes);
    return unused;
}

QJsonObject unusedEvidence(const std::vector<const CatalogIndex *> &unused, std::chrono::microseconds counted,
                           int standbys)
{
    std::int64_t bytes = 0;
    QJsonArray more;
    for (const CatalogIndex *index : unused) {
        bytes = sumOfAmounts(bytes, index->bytes);
        if (index != unused.front() && more.size() < qsizetype(kMostListed))
            more.append(sqlName(index->schema, index->name));
    }
    const CatalogIndex &largest = *unused.front();
    return {{u"indexes"_s, qint64(unused.size())},
            {u"bytes"_s, qint64(bytes)},
            {u"index"_s, sqlName(largest.schema, largest.name)},
            {u"table"_s, sqlName(largest.schema, largest.table)},
            {u"index_bytes"_s, qint64(largest.bytes)},
            {u"counted_seconds"_s, secondsJson(counted)},
            {u"standbys"_s, standbys},
            {u"more"_s, more}};
}

Findings findUnusedIndexes(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    const Catalog *catalog = catalogOf(snapshot);
    const auto counted = catalog ? countedFor(*catalog, state) : std::nullopt;
    if (!counted || *counted < thresholds.indexUnusedFor || state.identity.inRecovery)
        return {}; // a standby cannot drop it
    const auto unused = largestUnused(*catalog, thresholds);
    if (unused.empty())
        return {};
    const int standbys = state.replication ? int(state.replication->senders.size()) : 0;
    const CatalogIndex &largest = *unused.front();
    return {{u"pg.index.unused"_s,
             FindingSeverity::Info,
             {},
             unusedEvidence(unused, *counted, standbys),
             {copyLine(u"DROP INDEX CONCURRENTLY %1;"_s.arg(quotedSqlName(largest.schema, largest.name)))},
             {},
             {SubjectKind::Database, {}, catalog->database}}};
}

QString unusedSentence(const Finding &finding)
{
    const qint64 count = evidenceCount(finding, "indexes"_L1);
    const QString bytes = formatBytes(evidenceCount(finding, "bytes"_L1));
    const QString counted = evidenceDuration(finding, "counted_seconds"_L1);
    const QString largest = evidenceName(finding, "index"_L1);
    const QString text =
        count > 1
            ? DiagnosisText::tr("No query has used %1 indexes for %2; they take %3, most of it %4")
                  .arg(formatCount(count), counted, bytes, largest)
            : DiagnosisText::tr("No query has used the index %1 for %2; it takes %3").arg(largest, counted, bytes);
    return evidenceCount(finding, "standbys"_L1) > 0
               ? DiagnosisText::tr("%1. Standbys count their own reads: look there before one is dropped.").arg(text)
               : text + u'.';
}

} // namespace

constinit const Rule rules::indexUnused{.id = QLatin1StringView("pg.index.unused"),
                                        .input = RuleInput::PostgreSql,
                                        .find = findUnusedIndexes,
                                        .sentence = unusedSentence,
                                        .page = QLatin1StringView("tables")};

} // namespace lockmaster
