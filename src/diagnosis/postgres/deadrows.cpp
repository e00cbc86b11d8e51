// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.vacuum.dead_rows: a table keeps more old versions of rows than autovacuum is to let it, and nobody vacuums it now. One
// finding each of the worst tables. Evidence: table, dead_rows, live_rows, share, bytes (of all), vacuum_at (dead rows, from
// which on autovacuum comes), last_vacuum (null: never), by ("autovacuum" or "hand", null: never), autovacuum (is on for it),
// vacuumed_in_vain (lately, and the rows are still there: something holds vacuum back).
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

constexpr std::chrono::minutes kLately{10};

/// Not as the beginning of a longer name.
bool isNamedIn(const QString &query, const QString &name)
{
    for (qsizetype at = query.indexOf(name); at >= 0; at = query.indexOf(name, at + 1)) {
        const QChar next = at + name.size() < query.size() ? query[at + name.size()] : QChar(u' ');
        if (!next.isLetterOrNumber() && next != u'_' && next != u'$')
            return true;
    }
    return false;
}

/// As autovacuum writes its name, or people do.
bool isVacuumedNow(const CatalogTable &table, const PostgresState &state)
{
    const QStringList names{table.schema + u'.' + table.name, sqlName(table.schema, table.name),
                            quotedSqlName(table.schema, table.name)};
    return std::ranges::any_of(state.sessions, [&](const SessionPtr &session) {
        return session->state == SessionState::Active && session->query.contains(u"VACUUM"_s, Qt::CaseInsensitive)
               && std::ranges::any_of(names, [&](const QString &name) { return isNamedIn(session->query, name); });
    });
}

/// Autovacuum comes at its threshold, within a minute or two of it: a busy table is a little above for a while.
bool isNeglected(const CatalogTable &table, const Thresholds &thresholds)
{
    const bool isMuch = table.deadRows > thresholds.deadRows && table.deadShare().value_or(0) > thresholds.deadShare;
    const double patience = table.upkeep.isAutomatic ? thresholds.deadPassed * table.upkeep.vacuumAt : 0;
    return isMuch && double(table.deadRows) > patience;
}

bool isInVain(const CatalogTable &table, ServerTime readAt)
{
    const auto last = table.upkeep.lastVacuum();
    return last && readAt - *last < kLately;
}

QJsonObject evidenceOf(const CatalogTable &table, ServerTime readAt)
{
    const TableUpkeep &upkeep = table.upkeep;
    const bool isByHand = upkeep.vacuumed > upkeep.autovacuumed;
    return {{u"table"_s, sqlName(table.schema, table.name)},
            {u"dead_rows"_s, qint64(table.deadRows)},
            {u"live_rows"_s, qint64(table.liveRows)},
            {u"share"_s, std::round(1000 * table.deadShare().value_or(0)) / 1000},
            {u"bytes"_s, qint64(table.space.all())},
            {u"vacuum_at"_s, std::round(upkeep.vacuumAt)},
            {u"last_vacuum"_s, timeJson(upkeep.lastVacuum())},
            {u"by"_s, !upkeep.lastVacuum() ? QJsonValue() : QJsonValue(isByHand ? u"hand"_s : u"autovacuum"_s)},
            {u"autovacuum"_s, upkeep.isAutomatic},
            {u"vacuumed_in_vain"_s, isInVain(table, readAt)}};
}

/// A vacuum frees nothing while something holds it back.
std::vector<RecommendedAction> remedies(const CatalogTable &table, ServerTime readAt)
{
    std::vector<RecommendedAction> all;
    if (!isInVain(table, readAt))
        all.push_back({u"postgres.table.vacuum"_s, {{u"table"_s, sqlName(table.schema, table.name)}}});
    else
        all.push_back(
            copyLine(u"SELECT pid, backend_xmin, state, query FROM pg_stat_activity WHERE backend_xmin IS NOT NULL "
                     "ORDER BY age(backend_xmin) DESC LIMIT 5;"_s));
    if (!table.upkeep.isAutomatic)
        all.push_back(
            copyLine(u"ALTER TABLE %1 RESET (autovacuum_enabled);"_s.arg(quotedSqlName(table.schema, table.name))));
    return all;
}

Findings findDeadRows(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const Catalog *catalog = catalogOf(snapshot);
    if (!catalog || snapshot.postgres->identity.inRecovery) // a standby cannot vacuum
        return {};
    std::vector<const CatalogTable *> worst;
    for (const CatalogTable &table : catalog->tables) {
        if (isNeglected(table, thresholds) && !isVacuumedNow(table, *snapshot.postgres))
            worst.push_back(&table);
    }
    std::ranges::sort(worst, std::ranges::greater(), &CatalogTable::deadRows);
    worst.resize(std::min(worst.size(), kMostOfAKind));
    Findings all;
    for (const CatalogTable *table : worst)
        all.push_back({u"pg.vacuum.dead_rows"_s,
                       FindingSeverity::Warning,
                       {},
                       evidenceOf(*table, catalog->readAt),
                       remedies(*table, catalog->readAt),
                       {},
                       tableSubject(*table)});
    return all;
}

QString lastVacuumText(const Finding &finding)
{
    if (!finding.evidence[u"autovacuum"].toBool(true))
        return DiagnosisText::tr("autovacuum is off for it");
    if (finding.evidence[u"vacuumed_in_vain"].toBool())
        return DiagnosisText::tr("it was vacuumed a moment ago and they are still there: something holds vacuum back");
    if (finding.evidence[u"last_vacuum"].isNull())
        return DiagnosisText::tr("it was never vacuumed");
    return finding.evidence[u"by"] == u"hand"_s ? DiagnosisText::tr("the last vacuum was by hand")
                                                : DiagnosisText::tr("autovacuum does not keep up");
}

QString deadRowsSentence(const Finding &finding)
{
    return DiagnosisText::tr("%1 has %2 dead rows, %3 of all: %4.")
        .arg(evidenceName(finding, "table"_L1), formatCount(evidenceCount(finding, "dead_rows"_L1)),
             formatPercent(evidenceNumber(finding, "share"_L1)), lastVacuumText(finding));
}

/// A vacuum did not remove them: behind whoever holds vacuum back in this database.
Subjects keptInVain(const Finding &finding, const Snapshot &snapshot, const FleetMoment &)
{
    const Catalog *catalog = catalogOf(snapshot);
    if (!catalog || !finding.evidence[u"vacuumed_in_vain"].toBool())
        return {};
    return {{SubjectKind::Database, snapshot.target, catalog->database}};
}

} // namespace

constinit const Rule rules::deadRows{.id = QLatin1StringView("pg.vacuum.dead_rows"),
                                     .input = RuleInput::PostgreSql,
                                     .find = findDeadRows,
                                     .sentence = deadRowsSentence,
                                     .page = QLatin1StringView("tables"),
                                     .standsBehind = keptInVain};

} // namespace lockmaster
