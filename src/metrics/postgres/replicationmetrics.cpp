// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/postgres/standbylags.h"
#include "metrics/tables.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replicationslot.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

template <typename Function>
void forSenders(const Reading &reading, const Function &each)
{
    if (const auto &here = reading.postgres().replication) {
        for (const WalSender &sender : here->senders)
            each(sender, *here);
    }
}

template <typename Function>
void forSlots(const Reading &reading, const Function &each)
{
    if (const auto &here = reading.postgres().replication) {
        for (const ReplicationSlot &slot : here->slotsKept)
            each(slot, *here);
    }
}

QString typeOf(const ReplicationSlot &slot)
{
    return slot.isLogical ? u"logical"_s : u"physical"_s;
}

// As postgres_exporter does, which shows an idle primary's last commit as lag when something else than a commit waits,
// but by the clock of the primary, which dates the commits, as far as it is known;
// lockmaster_standby_lag_seconds is what the pages show.
void readExportersLag(const Reading &reading, Values &to)
{
    const PostgresState &state = reading.postgres();
    if (!state.replication)
        return;
    const Replication &here = *state.replication;
    const ServerTime primaryNow = state.serverNow - here.clockAhead.value_or(std::chrono::microseconds::zero());
    if (!here.inRecovery || standbyLag(here, state.serverNow).bytes == 0)
        to.add(0);
    else
        to.add(ageAt(primaryNow, here.replayedCommit));
}

std::vector<Metric> senderMetrics()
{
    return {{"pg_stat_replication_pg_wal_lsn_diff"_L1,
             {"application_name"_L1, "client_addr"_L1, "state"_L1},
             kGauge,
             "bytes"_L1,
             "WAL that a standby has not replayed."_L1,
             "pg_stat_replication.replay_lsn"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSenders(reading, [&](const WalSender &sender, const Replication &here) {
                     to.add({sender.application, sender.client, sender.state},
                            senderLag(here, sender, LagStage::Replayed, reading.postgres().serverNow).bytes);
                 });
             },
             {},
             Together::Max},
            {"pg_stat_replication_pg_current_wal_lsn_bytes"_L1,
             {"application_name"_L1, "client_addr"_L1, "state"_L1},
             kCounter,
             "bytes"_L1,
             "Position in the WAL of the server that sends."_L1,
             "pg_current_wal_lsn()"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSenders(reading, [&](const WalSender &sender, const Replication &here) {
                     to.add({sender.application, sender.client, sender.state}, here.here);
                 });
             },
             {},
             Together::Max},
            {"lockmaster_replication_lag_bytes"_L1,
             {"application_name"_L1, "pid"_L1},
             kGauge,
             "bytes"_L1,
             "WAL that a standby has not replayed."_L1,
             "pg_stat_replication.replay_lsn"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const auto &[sender, lag] : reading.tally<StandbyLags>().behind) {
                     const auto [application, pid] = lagLabels(sender);
                     to.add({application, pid}, lag.bytes);
                 }
             },
             ToldAs(Told::Value) | Told::Total | Told::Slope,
             Together::Max},
            {"lockmaster_replication_lag_seconds"_L1,
             {"application_name"_L1, "pid"_L1},
             kGauge,
             "seconds"_L1,
             "How long ago the oldest WAL was written that a standby has not replayed."_L1,
             "pg_stat_replication.replay_lag"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const auto &[sender, lag] : reading.tally<StandbyLags>().behind) {
                     const auto [application, pid] = lagLabels(sender);
                     to.add({application, pid}, lag.time);
                 }
             },
             ToldAs(Told::Value) | Told::Total,
             Together::Max}};
}

std::vector<Metric> standbyMetrics()
{
    return {{"pg_replication_lag_seconds"_L1,
             {},
             kGauge,
             "seconds"_L1,
             "Age of the last commit replayed, 0 on a primary and when all that came is replayed."_L1,
             "pg_last_xact_replay_timestamp()"_L1,
             {},
             readExportersLag},
            {"pg_replication_last_replay_seconds"_L1,
             {},
             kGauge,
             "seconds"_L1,
             "When the last transaction replayed was committed, as Unix time."_L1,
             "pg_last_xact_replay_timestamp()"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     if (here->inRecovery)
                         to.add(here->replayedCommit);
                 }
             }},
            {"lockmaster_standby_lag_bytes"_L1,
             {},
             kGauge,
             "bytes"_L1,
             "WAL that this standby has received and not replayed."_L1,
             "pg_last_wal_replay_lsn()"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     to.add(standbyLag(*here, reading.postgres().serverNow).bytes);
                 }
             },
             ToldAs(Told::Value) | Told::Slope},
            {"lockmaster_standby_lag_seconds"_L1,
             {},
             kGauge,
             "seconds"_L1,
             "How long ago the oldest WAL came that this standby has not replayed."_L1,
             "pg_last_wal_replay_lsn()"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     to.add(standbyLag(*here, reading.postgres().serverNow).time);
                 }
             },
             ToldAs(Told::Value)},
            {"lockmaster_replay_paused"_L1,
             {},
             kGauge,
             {},
             "1 while replay is paused on this standby."_L1,
             "pg_is_wal_replay_paused()"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     if (here->inRecovery)
                         to.add(here->isReplayPaused);
                 }
             }}};
}

std::vector<Metric> slotMetrics()
{
    return {{"pg_replication_slots_active"_L1,
             {"slot_name"_L1, "database"_L1},
             kGauge,
             {},
             "1 while somebody streams from the slot."_L1,
             "pg_replication_slots.active"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSlots(reading, [&](const ReplicationSlot &slot, [[maybe_unused]] const Replication &here) {
                     to.add({slot.name, slot.database}, slot.isActive);
                 });
             }},
            {"pg_replication_slots_pg_wal_lsn_diff"_L1,
             {"slot_name"_L1, "database"_L1},
             kGauge,
             "bytes"_L1,
             "WAL that the slot keeps."_L1,
             "pg_replication_slots.restart_lsn"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSlots(reading, [&](const ReplicationSlot &slot, [[maybe_unused]] const Replication &here) {
                     to.add({slot.name, slot.database}, slot.retainedBytes);
                 });
             },
             ToldAs(Told::Slope) | Told::MinuteSlope,
             Together::Max},
            {"pg_replication_slots_slot_is_active"_L1,
             {"slot_name"_L1, "slot_type"_L1},
             kGauge,
             {},
             "1 while somebody streams from the slot."_L1,
             "pg_replication_slots.active"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSlots(reading, [&](const ReplicationSlot &slot, [[maybe_unused]] const Replication &here) {
                     to.add({slot.name, typeOf(slot)}, slot.isActive);
                 });
             }},
            {"pg_replication_slots_slot_current_wal_lsn"_L1,
             {"slot_name"_L1, "slot_type"_L1},
             kCounter,
             "bytes"_L1,
             "Position in the WAL of the slot's server."_L1,
             "pg_current_wal_lsn()"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSlots(reading, [&](const ReplicationSlot &slot, [[maybe_unused]] const Replication &here) {
                     to.add({slot.name, typeOf(slot)}, here.here);
                 });
             }},
            {"pg_replication_slots_slot_confirmed_flush_lsn"_L1,
             {"slot_name"_L1, "slot_type"_L1},
             kCounter,
             "bytes"_L1,
             "Up to where a logical subscriber has all."_L1,
             "pg_replication_slots.confirmed_flush_lsn"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSlots(reading, [&](const ReplicationSlot &slot, [[maybe_unused]] const Replication &here) {
                     to.add({slot.name, typeOf(slot)}, slot.confirmed);
                 });
             }},
            {"pg_replication_slots_safe_wal_size_bytes"_L1,
             {"slot_name"_L1, "slot_type"_L1},
             kGauge,
             "bytes"_L1,
             "WAL that can be written before the slot may be lost."_L1,
             "pg_replication_slots.safe_wal_size"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSlots(reading, [&](const ReplicationSlot &slot, [[maybe_unused]] const Replication &here) {
                     to.add({slot.name, typeOf(slot)}, slot.safeBytes);
                 });
             }},
            {"lockmaster_slot_behind_bytes"_L1,
             {"slot_name"_L1},
             kGauge,
             "bytes"_L1,
             "WAL that whoever streams from the slot has not confirmed."_L1,
             "pg_replication_slots.restart_lsn, confirmed_flush_lsn"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSlots(reading, [&](const ReplicationSlot &slot, const Replication &here) {
                     to.add({slot.name}, behindBytes(here, slot));
                 });
             },
             ToldAs(Told::Slope) | Told::MinuteSlope,
             Together::Max},
            {"pg_replication_slots_wal_status"_L1,
             {"slot_name"_L1, "slot_type"_L1, "wal_status"_L1},
             kGauge,
             {},
             "1 for the state in which the slot's WAL is."_L1,
             "pg_replication_slots.wal_status"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 forSlots(reading, [&](const ReplicationSlot &slot, [[maybe_unused]] const Replication &here) {
                     if (!slot.walStatus.isEmpty())
                         to.add({slot.name, typeOf(slot), slot.walStatus}, 1);
                 });
             }}};
}

std::vector<Metric> walMetrics()
{
    return {{"lockmaster_wal_bytes_total"_L1,
             {},
             kCounter,
             "bytes"_L1,
             "WAL written by a primary, received by a standby."_L1,
             "pg_current_wal_lsn()"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     to.add(here->here);
                 }
             },
             ToldAs(Told::Rate) | Told::MinuteRate},
            {"lockmaster_timeline"_L1,
             {},
             kGauge,
             {},
             "The timeline that is written, or received."_L1,
             "pg_walfile_name()"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     to.add(here->timeline);
                 }
             }},
            {"pg_stat_archiver_archived_count"_L1,
             {},
             kCounter,
             {},
             "WAL files archived."_L1,
             "pg_stat_archiver.archived_count"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     if (const auto &archiver = here->archiver) {
                         to.add(archiver->archived);
                     }
                 }
             }},
            {"pg_stat_archiver_failed_count"_L1,
             {},
             kCounter,
             {},
             "Attempts to archive that failed."_L1,
             "pg_stat_archiver.failed_count"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     if (const auto &archiver = here->archiver) {
                         to.add(archiver->failed);
                     }
                 }
             }},
            {"pg_stat_archiver_last_archive_age"_L1,
             {},
             kGauge,
             "seconds"_L1,
             "Time since a WAL file was archived."_L1,
             "pg_stat_archiver.last_archived_time"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     if (const auto &archiver = here->archiver) {
                         to.add(ageAt(reading.postgres().serverNow, archiver->lastArchivedAt));
                     }
                 }
             }},
            {"lockmaster_conflicts_total"_L1,
             {"cause"_L1},
             kCounter,
             {},
             "Queries of a standby that replay has cancelled, by cause."_L1,
             "pg_stat_database_conflicts"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const auto &here = reading.postgres().replication) {
                     for (const auto &[cause, count] : here->conflicts)
                         to.add({cause}, count);
                 }
             },
             Told::MinuteRate}};
}

} // namespace

std::vector<Metric> replicationMetrics()
{
    std::vector<Metric> all = senderMetrics();
    for (const std::vector<Metric> &table : {standbyMetrics(), slotMetrics(), walMetrics()})
        all.insert(all.end(), table.begin(), table.end());
    return all;
}

} // namespace lockmaster
