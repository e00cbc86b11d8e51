// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "metrics/postgres/sessiontally.h"
#include "metrics/tables.h"
#include "model/hidden.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostApplications = 10; ///< a name may be made up by each client: no series without end

void readStates(const Reading &reading, Values &to)
{
    const auto &tally = reading.tally<SessionTally>();
    for (std::size_t i = 0; i < kCountedStates.size() && !tally.isHidden; ++i)
        to.add({sessionStateName(kCountedStates[i])}, tally.states[i]);
}

void readWaits(const Reading &reading, Values &to)
{
    const auto &tally = reading.tally<SessionTally>();
    for (std::size_t i = 0; i < kWaitClasses.size() && !tally.isHidden; ++i)
        to.add({QString::fromLatin1(kWaitClasses[i])}, tally.waits[i]);
}

void readIdle(const Reading &reading, Values &to)
{
    const PostgresState &state = reading.postgres();
    if (hidesSessions(state))
        return;
    std::map<QString, int> idle;
    for (const Headroom::Holder &holder : state.headroom.holders)
        idle[holder.application] += holder.idle;
    std::vector<std::pair<QString, int>> most(idle.begin(), idle.end());
    std::ranges::stable_sort(most, std::ranges::greater{}, &std::pair<QString, int>::second);
    most.resize(std::min(most.size(), kMostApplications));
    for (const auto &[application, count] : most)
        to.add({application}, count);
}

void readGroups(const Reading &reading, Values &to)
{
    for (const auto &[labels, group] : reading.tally<SessionGroups>().groups)
        to.add({labels[0], labels[1], labels[2], labels[3], labels[4], labels[5], labels[6]}, group.count);
}

void readAgesOfGroups(const Reading &reading, Values &to)
{
    for (const auto &[labels, group] : reading.tally<SessionGroups>().groups)
        to.add({labels[0], labels[1], labels[2], labels[3], labels[4], labels[5], labels[6]}, group.oldestTransaction);
}

std::vector<Metric> groupedSessions()
{
    const std::vector<QLatin1StringView> labels{"datname"_L1,          "state"_L1,        "usename"_L1,
                                                "application_name"_L1, "backend_type"_L1, "wait_event_type"_L1,
                                                "wait_event"_L1};
    Metric count{"pg_stat_activity_count"_L1, labels, kGauge,    {}, "Sessions in this state."_L1,
                 "pg_stat_activity"_L1,       {},     readGroups};
    Metric age{"pg_stat_activity_max_tx_duration"_L1,
               labels,
               kGauge,
               "seconds"_L1,
               "Age of the oldest open transaction."_L1,
               "pg_stat_activity.xact_start"_L1,
               {},
               readAgesOfGroups};
    age.together = Together::Max;
    return {count, age};
}

} // namespace

std::vector<Metric> sessionMetrics()
{
    std::vector<Metric> metrics{{"lockmaster_sessions"_L1,
                                 {"state"_L1},
                                 kGauge,
                                 {},
                                 "Client sessions in this state."_L1,
                                 "pg_stat_activity.state"_L1,
                                 {},
                                 readStates,
                                 Told::Value},
                                {"lockmaster_waiting_sessions"_L1,
                                 {"class"_L1},
                                 kGauge,
                                 {},
                                 "Active sessions by what they wait for."_L1,
                                 "pg_stat_activity.wait_event_type"_L1,
                                 {},
                                 readWaits,
                                 Told::Value},
                                {"lockmaster_oldest_transaction_seconds"_L1,
                                 {},
                                 kGauge,
                                 "seconds"_L1,
                                 "Age of the oldest open transaction of a client."_L1,
                                 "pg_stat_activity.xact_start"_L1,
                                 {},
                                 [](const Reading &reading, Values &to) {
                                     if (const auto &tally = reading.tally<SessionTally>(); !tally.isHidden)
                                         to.add(tally.oldestTransaction);
                                 },
                                 Told::Value},
                                {"lockmaster_connections_usable"_L1,
                                 {},
                                 kGauge,
                                 {},
                                 "Connections that ordinary roles may use: max_connections less what is reserved."_L1,
                                 "pg_settings"_L1,
                                 {},
                                 [](const Reading &reading, Values &to) { to.add(reading.postgres().headroom.usable); },
                                 Told::Value},
                                {"lockmaster_connections_used"_L1,
                                 {},
                                 kGauge,
                                 {},
                                 "Client connections."_L1,
                                 "pg_stat_activity"_L1,
                                 {},
                                 [](const Reading &reading, Values &to) { to.add(reading.postgres().headroom.used); },
                                 ToldAs(Told::Value) | Told::Slope | Told::MinuteSlope},
                                {"lockmaster_idle_sessions"_L1,
                                 {"application_name"_L1},
                                 kGauge,
                                 {},
                                 "Idle sessions of an application, of the ten that have most."_L1,
                                 "pg_stat_activity.state"_L1,
                                 {},
                                 readIdle,
                                 ToldAs(Told::Value) | Told::Slope | Told::MinuteSlope}};
    std::ranges::move(groupedSessions(), std::back_inserter(metrics));
    return metrics;
}

} // namespace lockmaster
