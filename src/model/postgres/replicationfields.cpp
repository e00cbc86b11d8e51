// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/replicationfields.h"

#include "model/fields/describe.h"
#include "model/postgres/replication.h"
#include "model/postgres/wraparound.h"

namespace lockmaster {

template <>
struct FieldsOf<WalSender> {
    static constexpr auto table = std::tuple{
        field("pid", &WalSender::pid),
        field("started", &WalSender::started),
        field("application", &WalSender::application, Secrecy::Words),
        field("user", &WalSender::user),
        field("client", &WalSender::client),
        field("state", &WalSender::state),
        field("sync_state", &WalSender::syncState),
        field("sync_priority", &WalSender::syncPriority),
        field("sent", &WalSender::sent, Unit::WalPosition),
        field("written", &WalSender::written, Unit::WalPosition),
        field("flushed", &WalSender::flushed, Unit::WalPosition),
        field("replayed", &WalSender::replayed, Unit::WalPosition),
        field("write_lag", &WalSender::writeLag, Unit::Seconds),
        field("flush_lag", &WalSender::flushLag, Unit::Seconds),
        field("replay_lag", &WalSender::replayLag, Unit::Seconds),
        field("replied", &WalSender::replied),
        field("reply_seen", &WalSender::replySeen),
        field("unwritten_since", &WalSender::unwrittenSince),
        field("unflushed_since", &WalSender::unflushedSince),
        field("unreplayed_since", &WalSender::unreplayedSince),
        field("slot", &WalSender::slot),
    };
};

template <>
struct FieldsOf<WalReceiver> {
    static constexpr auto table = std::tuple{
        field("pid", &WalReceiver::pid),
        field("status", &WalReceiver::status),
        field("written", &WalReceiver::written, Unit::WalPosition),
        field("flushed", &WalReceiver::flushed, Unit::WalPosition),
        field("timeline", &WalReceiver::timeline),
        field("last_message_sent", &WalReceiver::lastMessageSent),
        field("last_message_received", &WalReceiver::lastMessageReceived),
        field("latest_end", &WalReceiver::latestEnd, Unit::WalPosition),
        field("latest_end_at", &WalReceiver::latestEndAt),
        field("slot", &WalReceiver::slot),
        field("sender_host", &WalReceiver::senderHost),
        field("sender_port", &WalReceiver::senderPort),
    };
};

template <>
struct FieldsOf<ReplicationSlot> {
    static constexpr auto table = std::tuple{
        field("name", &ReplicationSlot::name),
        field("is_logical", &ReplicationSlot::isLogical),
        field("plugin", &ReplicationSlot::plugin),
        field("database", &ReplicationSlot::database),
        field("is_active", &ReplicationSlot::isActive),
        field("active_pid", &ReplicationSlot::activePid, Unit::Identifier),
        field("is_temporary", &ReplicationSlot::isTemporary),
        field("restart", &ReplicationSlot::restart, Unit::WalPosition),
        field("confirmed", &ReplicationSlot::confirmed, Unit::WalPosition),
        field("retained_bytes", &ReplicationSlot::retainedBytes),
        field("safe_bytes", &ReplicationSlot::safeBytes),
        field("wal_status", &ReplicationSlot::walStatus),
        field("invalidation", &ReplicationSlot::invalidation),
        field("inactive_since", &ReplicationSlot::inactiveSince),
        field("xmin_age", &ReplicationSlot::xminAge),
        field("row_xmin_age", &ReplicationSlot::rowXminAge),
        field("is_failover", &ReplicationSlot::isFailover),
        field("is_synced", &ReplicationSlot::isSynced),
    };
};

template <>
struct FieldsOf<Archiver> {
    static constexpr auto table = std::tuple{
        field("is_on", &Archiver::isOn),
        field("archived", &Archiver::archived),
        field("failed", &Archiver::failed),
        field("last_archived", &Archiver::lastArchived),
        field("last_archived_at", &Archiver::lastArchivedAt),
        field("last_failed", &Archiver::lastFailed),
        field("last_failed_at", &Archiver::lastFailedAt),
        field("segment_bytes", &Archiver::segmentBytes),
    };
};

template <>
struct FieldsOf<Replication> {
    static constexpr auto table = std::tuple{
        field("in_recovery", &Replication::inRecovery),
        field("timeline", &Replication::timeline, Unit::Identifier),
        field("lsn", &Replication::here, Unit::WalPosition),
        field("replayed", &Replication::replayed, Unit::WalPosition),
        field("replayed_commit", &Replication::replayedCommit),
        field("unreplayed_since", &Replication::unreplayedSince),
        field("clock_ahead", &Replication::clockAhead, Unit::Seconds),
        field("is_replay_paused", &Replication::isReplayPaused),
        field("apply_delay", &Replication::applyDelay),
        field("has_upstream", &Replication::hasUpstream),
        field("upstream_slot", &Replication::upstreamSlot),
        field("senders", &Replication::senders),
        field("receiver", &Replication::receiver),
        field("slots", &Replication::slotsKept),
        field("archiver", &Replication::archiver),
        field("conflicts", &Replication::conflicts),
        field("synchronous_standby_names", &Replication::synchronousStandbys),
    };
};

template <>
struct FieldsOf<DatabaseAge> {
    static constexpr auto table = std::tuple{
        field("database", &DatabaseAge::database),
        field("transactions", &DatabaseAge::transactions),
        field("multixacts", &DatabaseAge::multixacts),
        field("oldest_table", &DatabaseAge::oldestTable),
    };
};

template <>
struct FieldsOf<Wraparound> {
    static constexpr auto table = std::tuple{
        field("databases", &Wraparound::databases),
        field("freeze_max_age", &Wraparound::freezeMaxAge),
        field("multixact_freeze_max_age", &Wraparound::multixactFreezeMaxAge),
        field("next_transaction", &Wraparound::nextTransaction),
        field("read_at", &Wraparound::readAt),
        field("transactions_per_second", &Wraparound::transactionsPerSecond),
    };
};

LOCKMASTER_TABLE(WalSender)
LOCKMASTER_TABLE(WalReceiver)
LOCKMASTER_TABLE(ReplicationSlot)
LOCKMASTER_TABLE(Archiver)
LOCKMASTER_TABLE(Replication)
LOCKMASTER_TABLE(DatabaseAge)
LOCKMASTER_TABLE(Wraparound)

} // namespace lockmaster
