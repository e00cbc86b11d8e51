// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.sequence.exhausted: a sequence comes to its end, or to the end of what the column that it feeds can take; then every
// insert fails. One finding each of the nearest. Evidence: sequence, table and column (that it feeds; null: none), last,
// limit, left (numbers to come), used (share), is_column_limit (the column takes no larger numbers).
#include "diagnosis/postgres/catalogevidence.h"
#include "diagnosis/rules.h"

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

QString quotedColumn(QString name)
{
    return u'"' + name.replace(u'"', u"\"\""_s) + u'"';
}

/// The sequence itself is widened in a moment; a column is rewritten, and its table stands still meanwhile.
std::vector<RecommendedAction> widening(const CatalogSequence &sequence)
{
    const RecommendedAction widen =
        copyLine(u"ALTER SEQUENCE %1 AS bigint;"_s.arg(quotedSqlName(sequence.schema, sequence.name)));
    if (!sequence.isColumnLimit)
        return {widen};
    return {widen, copyLine(u"ALTER TABLE %1 ALTER COLUMN %2 TYPE bigint;"_s.arg(
                       quotedSqlName(sequence.schema, sequence.table), quotedColumn(sequence.column)))};
}

Finding exhaustedFinding(const CatalogSequence &sequence, const Thresholds &thresholds)
{
    const double used = *sequence.used();
    const bool hasColumn = !sequence.column.isEmpty();
    return {u"pg.sequence.exhausted"_s,
            used >= thresholds.sequenceCritical ? FindingSeverity::Critical : FindingSeverity::Warning,
            {},
            {{u"sequence"_s, sqlName(sequence.schema, sequence.name)},
             {u"table"_s, hasColumn ? QJsonValue(sqlName(sequence.schema, sequence.table)) : QJsonValue()},
             {u"column"_s, hasColumn ? QJsonValue(sequence.column) : QJsonValue()},
             {u"last"_s, qint64(*sequence.last)},
             {u"limit"_s, qint64(sequence.limit)},
             {u"left"_s, qint64(*sequence.left())},
             {u"used"_s, std::floor(1000 * used) / 1000},
             {u"is_column_limit"_s, sequence.isColumnLimit}},
            widening(sequence),
            {},
            {SubjectKind::Sequence, {}, sqlName(sequence.schema, sequence.name)}};
}

Findings findExhaustedSequences(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const Catalog *catalog = catalogOf(snapshot);
    if (!catalog || snapshot.postgres->identity.inRecovery) // it is told on the primary
        return {};
    std::vector<const CatalogSequence *> nearest;
    for (const CatalogSequence &sequence : catalog->sequences) {
        if (sequence.used().value_or(0) > thresholds.sequenceUsed)
            nearest.push_back(&sequence);
    }
    std::ranges::stable_sort(nearest, std::ranges::greater(),
                             [](const CatalogSequence *sequence) { return *sequence->used(); });
    nearest.resize(std::min(nearest.size(), kMostOfAKind));
    Findings all;
    for (const CatalogSequence *sequence : nearest)
        all.push_back(exhaustedFinding(*sequence, thresholds));
    return all;
}

QString exhaustedSentence(const Finding &finding)
{
    const QString left = formatCount(evidenceCount(finding, "left"_L1));
    const QString used = formatPercent(evidenceNumber(finding, "used"_L1));
    const QString sequence = evidenceName(finding, "sequence"_L1);
    if (finding.evidence[u"is_column_limit"].toBool())
        return DiagnosisText::tr("Column %1 of %2 takes %3 more numbers of %4 (%5 are used); then every insert fails.")
            .arg(evidenceName(finding, "column"_L1), evidenceName(finding, "table"_L1), left, sequence, used);
    return DiagnosisText::tr("Sequence %1 has %2 numbers left (%3 are used); then every insert fails.")
        .arg(sequence, left, used);
}

} // namespace

constinit const Rule rules::sequenceExhausted{.id = QLatin1StringView("pg.sequence.exhausted"),
                                              .input = RuleInput::PostgreSql,
                                              .find = findExhaustedSequences,
                                              .sentence = exhaustedSentence,
                                              .page = QLatin1StringView("tables")};

} // namespace lockmaster
