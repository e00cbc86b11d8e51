// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.vacuum.wraparound: a database grows old: at 2^31 transaction (or multixact) ids the server refuses to write. One
// finding, of the oldest database of a primary. Evidence: database, table (of the database we are connected to, else null),
// ids ("transactions" or "multixacts"), age, ratio (of 2^31), freeze_max_age, left (ids until writing stops), days_left (null:
// not known), worker (somebody vacuums against wraparound now; null: hidden), others (databases as old as that).
#include "diagnosis/rules.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "model/hidden.h"
#include "model/postgres/wraparound.h"

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
    [[nodiscard]] std::int64_t left() const { return std::max<std::int64_t>(0, kIdHorizon - kIdReserve - ids); }
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

std::optional<double> daysLeft(const Age &age, const Wraparound &all)
{
    if (age.isOfMultixacts || all.transactionsPerSecond.value_or(0) <= 0)
        return {};
    return double(age.left()) / *all.transactionsPerSecond / 86'400;
}

QString summaryOf(const Age &age, std::optional<double> days, std::optional<bool> worker)
{
    const QString database = elided(plainLine(age.database->database), 40);
    const QString ids = age.isOfMultixacts ? DiagnosisText::tr("multixacts") : DiagnosisText::tr("transactions");
    QString text = DiagnosisText::tr("Database %1 is %2 %3 old: at %4 the server refuses to write")
                       .arg(database, formatCount(age.ids), ids, formatCount(kIdHorizon - kIdReserve));
    if (days && *days < 365)
        text += DiagnosisText::tr(", in %1 at the rate of the last minute")
                    .arg(formatDuration(std::chrono::seconds(std::int64_t(*days * 86'400))));
    if (worker == true)
        return DiagnosisText::tr("%1; a vacuum against it is running.").arg(text);
    return worker ? DiagnosisText::tr("%1; no vacuum against it is running.").arg(text) : text + u'.';
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
    const auto days = daysLeft(oldest, all);
    const auto severity =
        oldest.ratio() < thresholds.wraparoundCritical ? FindingSeverity::Warning : FindingSeverity::Critical;
    return {
        {u"pg.vacuum.wraparound"_s,
         severity,
         {},
         summaryOf(oldest, days, worker),
         {{u"database"_s, oldest.database->database},
          {u"table"_s,
           oldest.database->oldestTable.isEmpty() ? QJsonValue() : QJsonValue(oldest.database->oldestTable)},
          {u"ids"_s, oldest.isOfMultixacts ? u"multixacts"_s : u"transactions"_s},
          {u"age"_s, qint64(oldest.ids)},
          {u"ratio"_s, std::round(1000 * oldest.ratio()) / 1000},
          {u"freeze_max_age"_s, qint64(oldest.forcedAt)},
          {u"left"_s, qint64(oldest.left())},
          {u"days_left"_s, days ? QJsonValue(std::round(10 * *days) / 10) : QJsonValue()},
          {u"worker"_s, worker ? QJsonValue(*worker) : QJsonValue()},
          {u"others"_s, int(std::ranges::count_if(ages, [&](const Age &age) { return age.ids == oldest.ids; })) - 1}},
         {},
         {}}};
}

} // namespace

constinit const Rule rules::wraparound{.id = QLatin1StringView("pg.vacuum.wraparound"),
                                       .input = RuleInput::PostgreSql,
                                       .find = findWraparound,
                                       .page = QLatin1StringView("sessions")};

} // namespace lockmaster
