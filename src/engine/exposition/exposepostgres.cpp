// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <map>

#include "engine/exposition/exposer.h"
#include "engine/exposition/exposition.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replicationlag.h"
#include "model/postgres/wraparound.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

void exposeServer(const PostgresState &state, Exposer &to)
{
    to.add(u"pg_postmaster_start_time_seconds"_s, {}, state.identity.started);
    to.add(u"pg_replication_is_replica"_s, {}, state.identity.inRecovery ? 1.0 : 0.0);
    to.add(u"pg_settings_max_connections"_s, {}, double(state.settings.maxConnections));
    to.add(u"pg_settings_superuser_reserved_connections"_s, {}, double(state.settings.superuserReserved));
    if (state.identity.versionNumber >= 160000)
        to.add(u"pg_settings_reserved_connections"_s, {}, double(state.settings.reserved));
    to.add(u"pg_settings_max_prepared_transactions"_s, {}, double(state.settings.maxPreparedTransactions));
    to.add(u"pg_settings_max_locks_per_transaction"_s, {}, double(state.settings.maxLocksPerTransaction));
    to.add(u"lockmaster_connections_usable"_s, {}, double(state.headroom.usable));
    to.add(u"lockmaster_connections_used"_s, {}, double(state.headroom.used));
    to.add(u"lockmaster_blocked_sessions"_s, {}, double(state.lockWaits.size()));
    to.add(u"lockmaster_prepared_transactions"_s, {}, double(state.preparedTransactions.size()));
}

// Grouped as postgres_exporter groups them; sessions without a state are server processes and are left out.
void exposeSessions(const PostgresState &state, Exposer &to)
{
    using Key = std::array<QString, 7>;
    std::map<Key, int> count;
    std::map<Key, std::chrono::microseconds> oldest;
    for (const SessionPtr &session : state.sessions) {
        if (session->state == SessionState::None)
            continue;
        const Key key{session->database,    sessionStateName(session->state), session->user,     session->application,
                      session->backendType, session->waitEventType,           session->waitEvent};
        ++count[key];
        oldest[key] = std::max(oldest[key], ageAt(state.serverNow, session->transactionStart).value_or(oldest[key]));
    }
    for (const auto &[key, sessions] : count) {
        const SeriesLabels labels{{u"datname"_s, key[0]},      {u"state"_s, key[1]},
                                  {u"usename"_s, key[2]},      {u"application_name"_s, key[3]},
                                  {u"backend_type"_s, key[4]}, {u"wait_event_type"_s, key[5]},
                                  {u"wait_event"_s, key[6]}};
        to.add(u"pg_stat_activity_count"_s, labels, double(sessions));
        to.add(u"pg_stat_activity_max_tx_duration"_s, labels, oldest[key]);
    }
}

void exposeDatabase(const DatabaseCounters &database, Exposer &to)
{
    const SeriesLabels labels{{u"datid"_s, QString::number(database.oid)}, {u"datname"_s, database.name}};
    const auto add = [&](const char *column, double value) {
        to.add(u"pg_stat_database_"_s + QLatin1StringView(column), labels, value);
    };
    add("numbackends", database.backends);
    add("xact_commit", double(database.commits));
    add("xact_rollback", double(database.rollbacks));
    add("blks_read", double(database.blocksRead));
    add("blks_hit", double(database.blocksHit));
    add("tup_returned", double(database.rowsReturned));
    add("tup_fetched", double(database.rowsFetched));
    add("tup_inserted", double(database.rowsInserted));
    add("tup_updated", double(database.rowsUpdated));
    add("tup_deleted", double(database.rowsDeleted));
    add("conflicts", double(database.conflicts));
    add("temp_files", double(database.tempFiles));
    add("temp_bytes", double(database.tempBytes));
    add("deadlocks", double(database.deadlocks));
    to.add(u"pg_stat_database_stats_reset"_s, labels, database.statsReset);
    to.add(u"pg_database_connection_limit"_s, {{u"datname"_s, database.name}}, double(database.connectionLimit));
}

void exposeAges(const PostgresState &state, Exposer &to)
{
    if (!state.wraparound)
        return;
    for (const DatabaseAge &age : state.wraparound->databases) {
        const SeriesLabels labels{{u"datname"_s, age.database}};
        to.add(u"pg_database_wraparound_age_datfrozenxid_seconds"_s, labels, double(age.transactions));
        to.add(u"pg_database_wraparound_age_datminmxid_seconds"_s, labels, double(age.multixacts));
    }
}

void exposeSenders(const PostgresState &state, Exposer &to)
{
    for (const WalSender &sender : state.replication->senders) {
        const Lag lag = senderLag(*state.replication, sender, LagStage::Replayed, state.serverNow);
        const SeriesLabels labels{
            {u"application_name"_s, sender.application}, {u"client_addr"_s, sender.client}, {u"state"_s, sender.state}};
        if (lag.bytes)
            to.add(u"pg_stat_replication_pg_wal_lsn_diff"_s, labels, double(*lag.bytes));
        if (lag.time)
            to.add(u"lockmaster_replication_lag_seconds"_s, labels, std::chrono::duration<double>(*lag.time).count());
        to.add(u"pg_stat_replication_pg_current_wal_lsn_bytes"_s, labels, double(state.replication->here));
    }
}

void exposeSlot(const ReplicationSlot &slot, Lsn here, Exposer &to)
{
    const SeriesLabels labels{{u"slot_name"_s, slot.name}, {u"database"_s, slot.database}};
    const SeriesLabels typed{{u"slot_name"_s, slot.name},
                             {u"slot_type"_s, slot.isLogical ? u"logical"_s : u"physical"_s}};
    to.add(u"pg_replication_slots_active"_s, labels, slot.isActive ? 1.0 : 0.0);
    if (slot.retainedBytes)
        to.add(u"pg_replication_slots_pg_wal_lsn_diff"_s, labels, double(*slot.retainedBytes));
    to.add(u"pg_replication_slots_slot_is_active"_s, typed, slot.isActive ? 1.0 : 0.0);
    to.add(u"pg_replication_slots_slot_current_wal_lsn"_s, typed, double(here));
    if (slot.confirmed)
        to.add(u"pg_replication_slots_slot_confirmed_flush_lsn"_s, typed, double(*slot.confirmed));
    if (slot.safeBytes)
        to.add(u"pg_replication_slots_safe_wal_size_bytes"_s, typed, double(*slot.safeBytes));
    if (!slot.walStatus.isEmpty())
        to.add(u"pg_replication_slots_wal_status"_s, {typed[0], typed[1], {u"wal_status"_s, slot.walStatus}}, 1);
}

// pg_replication_lag_seconds is reckoned as postgres_exporter does, which shows an idle primary's last commit as lag when
// something else than a commit waits; lockmaster_standby_lag_seconds is what the pages show.
void exposeStandby(const PostgresState &state, Exposer &to)
{
    const Replication &here = *state.replication;
    const Lag lag = standbyLag(here, state.serverNow);
    const auto sinceCommit = ageAt(state.serverNow, here.replayedCommit);
    if (!here.inRecovery || lag.bytes == 0)
        to.add(u"pg_replication_lag_seconds"_s, {}, 0.0);
    else if (sinceCommit)
        to.add(u"pg_replication_lag_seconds"_s, {}, std::chrono::duration<double>(*sinceCommit).count());
    if (here.inRecovery)
        to.add(u"pg_replication_last_replay_seconds"_s, {}, here.replayedCommit);
    if (lag.bytes)
        to.add(u"lockmaster_standby_lag_bytes"_s, {}, double(*lag.bytes));
    if (lag.time)
        to.add(u"lockmaster_standby_lag_seconds"_s, {}, std::chrono::duration<double>(*lag.time).count());
    if (here.inRecovery)
        to.add(u"lockmaster_replay_paused"_s, {}, here.isReplayPaused ? 1.0 : 0.0);
}

void exposeTotals(const PostgresState &state, Exposer &to)
{
    const Replication &here = *state.replication;
    if (const auto &archiver = here.archiver) {
        to.add(u"pg_stat_archiver_archived_count"_s, {}, double(archiver->archived));
        to.add(u"pg_stat_archiver_failed_count"_s, {}, double(archiver->failed));
        if (const auto age = ageAt(state.serverNow, archiver->lastArchivedAt))
            to.add(u"pg_stat_archiver_last_archive_age"_s, {}, std::chrono::duration<double>(*age).count());
    }
    for (const auto &[cause, count] : here.conflicts)
        to.add(u"lockmaster_conflicts"_s, {{u"cause"_s, cause}}, double(count));
}

void exposeReplication(const PostgresState &state, Exposer &to)
{
    if (!state.replication)
        return;
    to.add(u"lockmaster_wal_bytes"_s, {}, double(state.replication->here));
    to.add(u"lockmaster_timeline"_s, {}, double(state.replication->timeline));
    exposeSenders(state, to);
    exposeStandby(state, to);
    for (const ReplicationSlot &slot : state.replication->slotsKept)
        exposeSlot(slot, state.replication->here, to);
    exposeTotals(state, to);
}

} // namespace

std::vector<Sample> exposed(const PostgresState &state)
{
    Exposer to;
    exposeServer(state, to);
    exposeSessions(state, to);
    for (const DatabaseCounters &database : state.databases) {
        if (!database.name.isEmpty())
            exposeDatabase(database, to);
    }
    exposeAges(state, to);
    exposeReplication(state, to);
    return to.take();
}

} // namespace lockmaster
