// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.vacuum.wraparound: a database grows old: at 2^31 transaction (or multixact) ids the server refuses to write. One
// finding, of the oldest database of a primary. Evidence: database, table (of the database we are connected to, else null),
// ids ("transactions" or "multixacts"), age, ratio (of 2^31), freeze_max_age, left (ids until writing stops), days_left and
// seconds_left (null: not known), worker (somebody vacuums against wraparound now; null: hidden), others (databases as
// old as that).
#include "diagnosis/rules.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/told.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/hidden.h"
#include "model/postgres/wraparound.h"
#include "model/postgres/xminholders.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// The ids of a database that are nearer to their end.
struct Age {
    const DatabaseAge *database = nullptr;
    bool isOfMultixacts = false;
    std::int64_t ids = 0;
    std::int64_t forcedAt = 0;

    [[nodiscard]] double ratio() const { return double(ids) / double(kIdHorizon); }
    [[nodiscard]] double passed() const { return forcedAt > 0 ? double(ids) / double(forcedAt) : 0; }
    [[nodiscard]] std::int64_t left() const
    {
        return std::max<std::int64_t>(0, saturatingDifference(kIdHorizon - kIdReserve, ids));
    }
};

Age ageOf(const DatabaseAge &database, const Wraparound &all)
{
    if (database.multixacts > database.transactions)
        return {&database, true, database.multixacts, all.multixactFreezeMaxAge};
    return {&database, false, database.transactions, all.freezeMaxAge};
}

std::optional<bool> isVacuumed(const PostgresState &state)
{
    const bool isSeen = std::ranges::any_of(
        state.sessions, [](const SessionPtr &session) { return session->query.contains(u"(to prevent wraparound)"); });
    return isSeen || !hidesSessions(state) ? std::optional(isSeen) : std::nullopt;
}

std::optional<double> secondsLeft(const Age &age, const Wraparound &all)
{
    if (age.isOfMultixacts || all.transactionsPerSecond.value_or(0) <= 0)
        return {};
    return std::floor(double(age.left()) / *all.transactionsPerSecond);
}

Findings findWraparound(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    if (state.identity.inRecovery || !state.wraparound || state.wraparound->databases.empty())
        return {}; // a standby can do nothing about it
    const Wraparound &all = *state.wraparound;
    std::vector<Age> ages;
    for (const DatabaseAge &database : all.databases)
        ages.push_back(ageOf(database, all));
    const Age oldest = *std::ranges::max_element(ages, {}, &Age::ratio);
    const auto worker = isVacuumed(state);
    const bool isNeglected = worker == false && oldest.passed() > thresholds.wraparoundPassed;
    if (oldest.ratio() < thresholds.wraparoundWarning && !isNeglected)
        return {};
    const auto seconds = secondsLeft(oldest, all);
    const auto severity =
        oldest.ratio() < thresholds.wraparoundCritical ? FindingSeverity::Warning : FindingSeverity::Critical;
    return {
        {u"pg.vacuum.wraparound"_s,
         severity,
         {},
         {{u"database"_s, oldest.database->database},
          {u"table"_s,
           oldest.database->oldestTable.isEmpty() ? QJsonValue() : QJsonValue(oldest.database->oldestTable)},
          {u"ids"_s, oldest.isOfMultixacts ? u"multixacts"_s : u"transactions"_s},
          {u"age"_s, qint64(oldest.ids)},
          {u"ratio"_s, std::round(1000 * oldest.ratio()) / 1000},
          {u"freeze_max_age"_s, qint64(oldest.forcedAt)},
          {u"left"_s, qint64(oldest.left())},
          {u"days_left"_s, seconds ? QJsonValue(std::round(*seconds / 8'640) / 10) : QJsonValue()},
          {u"seconds_left"_s, seconds ? QJsonValue(*seconds) : QJsonValue()},
          {u"worker"_s, worker ? QJsonValue(*worker) : QJsonValue()},
          {u"others"_s, int(std::ranges::count_if(ages, [&](const Age &age) { return age.ids == oldest.ids; })) - 1}},
         {},
         {}}};
}

QString wraparoundSentence(const Finding &finding)
{
    constexpr double kYear = 365 * 86'400.0;
    const QString ids = finding.evidence[u"ids"] == u"multixacts"_s ? DiagnosisText::tr("multixacts")
                                                                    : DiagnosisText::tr("transactions");
    QString text = DiagnosisText::tr("Database %1 is %2 %3 old: at %4 the server refuses to write")
                       .arg(evidenceName(finding, "database"_L1), formatCount(evidenceCount(finding, "age"_L1)), ids,
                            formatCount(kIdHorizon - kIdReserve));
    const QJsonValue left = finding.evidence[u"seconds_left"];
    if (left.isDouble() && left.toDouble() < kYear)
        text += DiagnosisText::tr(", in %1 at the rate of the last minute")
                    .arg(evidenceDuration(finding, "seconds_left"_L1));
    const QJsonValue worker = finding.evidence[u"worker"];
    if (worker.toBool())
        return DiagnosisText::tr("%1; a vacuum against it is running.").arg(text);
    return worker.isBool() ? DiagnosisText::tr("%1; no vacuum against it is running.").arg(text) : text + u'.';
}

/// Behind whoever keeps rows half as old as the database, or older: until it ends no vacuum makes that much younger.
Subjects keptOld(const Finding &finding, const Snapshot &snapshot, const FleetMoment &)
{
    const QString database = finding.evidence[u"database"].toString();
    const qint64 age = evidenceCount(finding, "age"_L1);
    const bool isKept = std::ranges::any_of(xminHolders(*snapshot.postgres), [&](const XminHolder &holder) {
        return holder.holdsRowsOf(database) && holder.age > age / 2;
    });
    return isKept ? Subjects{{SubjectKind::Database, snapshot.target, database}} : Subjects();
}

} // namespace

constinit const Rule rules::wraparound{.id = QLatin1StringView("pg.vacuum.wraparound"),
                                       .input = RuleInput::PostgreSql,
                                       .find = findWraparound,
                                       .sentence = wraparoundSentence,
                                       .page = QLatin1StringView("progress"),
                                       .standsBehind = keptOld};

} // namespace lockmaster
