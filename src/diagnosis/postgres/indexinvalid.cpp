// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.index.invalid: the build of an index has failed and nobody goes on with it: each write keeps it up, no query uses it.
// One finding each of the largest. Evidence: index, table, bytes, is_leftover (of a REINDEX CONCURRENTLY), is_unique.
#include "diagnosis/postgres/catalogevidence.h"
#include "diagnosis/rules.h"

#include <algorithm>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/indexfaults.h"
#include "model/postgres/postgres.h"
#include "model/postgres/sqlname.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// A left-over is of no use; of another somebody wanted to have it.
std::vector<RecommendedAction> invalidRemedies(const CatalogIndex &index, bool isLeft)
{
    const QString name = quotedSqlName(index.schema, index.name);
    const RecommendedAction drop = copyLine(u"DROP INDEX CONCURRENTLY %1;"_s.arg(name));
    if (isLeft)
        return {drop};
    const RecommendedAction rebuild = copyLine(u"REINDEX INDEX CONCURRENTLY %1;"_s.arg(name));
    return canBeDropped(index) ? std::vector{rebuild, drop} : std::vector{rebuild};
}

Finding invalidFinding(const CatalogIndex &index, bool isLeft)
{
    return {u"pg.index.invalid"_s,
            FindingSeverity::Warning,
            {},
            {{u"index"_s, sqlName(index.schema, index.name)},
             {u"table"_s, sqlName(index.schema, index.table)},
             {u"bytes"_s, qint64(index.bytes)},
             {u"is_leftover"_s, isLeft},
             {u"is_unique"_s, index.isUnique}},
            invalidRemedies(index, isLeft),
            {},
            indexSubject(index)};
}

Findings findInvalidIndexes(const Snapshot &snapshot, const Thresholds &)
{
    const Catalog *catalog = catalogOf(snapshot);
    if (!catalog || snapshot.postgres->identity.inRecovery) // it is told on the primary
        return {};
    std::vector<IndexState> broken;
    for (const IndexState &state : indexStates(*catalog)) {
        if (state.fault == IndexFault::Invalid || state.fault == IndexFault::Leftover)
            broken.push_back(state);
    }
    std::ranges::stable_sort(broken, std::ranges::greater(),
                             [](const IndexState &state) { return state.index->bytes; });
    broken.resize(std::min(broken.size(), kMostOfAKind));
    Findings all;
    for (const IndexState &state : broken)
        all.push_back(invalidFinding(*state.index, state.fault == IndexFault::Leftover));
    return all;
}

QString invalidSentence(const Finding &finding)
{
    const QString index = evidenceName(finding, "index"_L1);
    const QString table = evidenceName(finding, "table"_L1);
    const QString bytes = formatBytes(evidenceCount(finding, "bytes"_L1));
    if (finding.evidence[u"is_leftover"].toBool())
        return DiagnosisText::tr(
                   "Index %1 on %2 (%3) is left over from a REINDEX CONCURRENTLY that failed; it can be dropped.")
            .arg(index, table, bytes);
    const QString text =
        DiagnosisText::tr(
            "Index %1 on %2 (%3) is invalid: its build has failed, writes keep it up and no query uses it")
            .arg(index, table, bytes);
    return finding.evidence[u"is_unique"].toBool() ? DiagnosisText::tr("%1; nor does it keep rows unique.").arg(text)
                                                   : text + u'.';
}

} // namespace

constinit const Rule rules::indexInvalid{.id = QLatin1StringView("pg.index.invalid"),
                                         .input = RuleInput::PostgreSql,
                                         .find = findInvalidIndexes,
                                         .sentence = invalidSentence,
                                         .page = QLatin1StringView("tables")};

} // namespace lockmaster
