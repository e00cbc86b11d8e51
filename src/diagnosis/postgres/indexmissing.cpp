// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.index.missing: a large table is read in full again and again, and seldom by an index. One finding each of the worst.
// Evidence: table, rows, bytes, reads_per_second, rows_per_read, index_reads_per_second, sessions [sessionJson() of those
// that read it now, longest first].
#include "diagnosis/postgres/catalogevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/postgres.h"
#include "model/postgres/sqlname.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

double rowsPerRead(const TableUse &use)
{
    const double reads = use.seqScansPerSecond.value_or(0);
    return reads > 0 ? use.seqRowsPerSecond.value_or(0) / reads : 0;
}

/// A read that ends after a few rows (LIMIT) is none of all; the report of the night is no habit.
bool lacksIndex(const CatalogTable &table, const Thresholds &thresholds)
{
    const double reads = table.use.seqScansPerSecond.value_or(0);
    const double byIndex = table.use.indexScansPerSecond.value_or(0);
    return table.liveRows >= thresholds.indexMissingRows && reads >= thresholds.indexMissingReads
           && reads >= thresholds.indexMissingShare * (reads + byIndex)
           && rowsPerRead(table.use) >= 0.5 * double(table.liveRows);
}

/// Which statements they are, where pg_stat_statements is there.
RecommendedAction statementsOf(const CatalogTable &table)
{
    QString name = table.name;
    name.replace(u'\'', u"''"_s);
    return copyLine(u"SELECT calls, mean_exec_time, query FROM pg_stat_statements WHERE strpos(query, '%1') > 0 "
                    "ORDER BY total_exec_time DESC LIMIT 5;"_s.arg(name));
}

Finding missingFinding(const CatalogTable &table, const PostgresState &state)
{
    return {u"pg.index.missing"_s,
            FindingSeverity::Warning,
            {},
            {{u"table"_s, sqlName(table.schema, table.name)},
             {u"rows"_s, qint64(table.liveRows)},
             {u"bytes"_s, qint64(table.space.heap)},
             {u"reads_per_second"_s, *table.use.seqScansPerSecond},
             {u"rows_per_read"_s, std::round(rowsPerRead(table.use))},
             {u"index_reads_per_second"_s, table.use.indexScansPerSecond.value_or(0)},
             {u"sessions"_s, sessionsNaming(state, table.name)}},
            {statementsOf(table)},
            {},
            tableSubject(table)};
}

Findings findMissingIndexes(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const Catalog *catalog = catalogOf(snapshot);
    if (!catalog)
        return {};
    std::vector<const CatalogTable *> worst;
    for (const CatalogTable &table : catalog->tables) {
        if (lacksIndex(table, thresholds))
            worst.push_back(&table);
    }
    std::ranges::stable_sort(worst, std::ranges::greater(),
                             [](const CatalogTable *table) { return table->use.seqRowsPerSecond.value_or(0); });
    worst.resize(std::min(worst.size(), kMostOfAKind));
    Findings all;
    for (const CatalogTable *table : worst)
        all.push_back(missingFinding(*table, *snapshot.postgres));
    return all;
}

QString missingSentence(const Finding &finding)
{
    return DiagnosisText::tr("%1 is read in full %2, %3 rows each time: an index may be missing.")
        .arg(evidenceName(finding, "table"_L1), formatRate(evidenceNumber(finding, "reads_per_second"_L1)),
             formatCount(evidenceCount(finding, "rows_per_read"_L1)));
}

} // namespace

constinit const Rule rules::indexMissing{.id = QLatin1StringView("pg.index.missing"),
                                         .input = RuleInput::PostgreSql,
                                         .find = findMissingIndexes,
                                         .sentence = missingSentence,
                                         .page = QLatin1StringView("tables")};

} // namespace lockmaster
