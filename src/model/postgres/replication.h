// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Replication of a PostgreSQL server as it sees it itself: who streams from it, from whom it streams, slots, archiver.
#pragma once

#include <QString>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/postgres/session.h"

namespace lockmaster {

/// A position in the write-ahead log: bytes since its beginning.
using Lsn = std::uint64_t;

/// A row of pg_stat_replication: a standby, a pg_basebackup or a logical subscriber that streams from here.
struct WalSender {
    int pid = 0;
    ServerTime started{};
    QString application; ///< the standby's name in synchronous_standby_names
    QString user;
    QString client;
    QString state;     ///< "streaming", "catchup", "backup", …
    QString syncState; ///< "async", "potential", "sync", "quorum"
    int syncPriority = 0;
    std::optional<Lsn> sent;
    std::optional<Lsn> written;
    std::optional<Lsn> flushed;
    std::optional<Lsn> replayed;
    std::optional<std::chrono::microseconds> writeLag; ///< absent when idle: nothing was measured lately
    std::optional<std::chrono::microseconds> flushLag;
    std::optional<std::chrono::microseconds> replayLag;
    std::optional<ServerTime> replied;   ///< by its own clock
    std::optional<ServerTime> replySeen; ///< when `replied` was seen to be another than before, by this server's clock
    /// When the oldest byte was written here that it has not written, flushed or replayed yet, by this server's clock
    /// and as far as we have watched. Absent: it has all, or that was before our time.
    std::optional<ServerTime> unwrittenSince;
    std::optional<ServerTime> unflushedSince;
    std::optional<ServerTime> unreplayedSince;
    QString slot; ///< empty: without

    /// All but the pid needs pg_monitor.
    [[nodiscard]] bool isHidden() const { return state.isEmpty(); }

    bool operator==(const WalSender &) const = default;
};

/// pg_stat_wal_receiver of a standby.
struct WalReceiver {
    int pid = 0;
    QString status;
    std::optional<Lsn> written;
    std::optional<Lsn> flushed;
    std::uint32_t timeline = 0;
    std::optional<ServerTime> lastMessageSent;     ///< by the sender's clock
    std::optional<ServerTime> lastMessageReceived; ///< by this server's clock
    std::optional<Lsn> latestEnd;
    std::optional<ServerTime> latestEndAt;
    QString slot;
    QString senderHost;
    int senderPort = 0;

    /// All but the pid needs pg_monitor.
    [[nodiscard]] bool isHidden() const { return status.isEmpty(); }

    bool operator==(const WalReceiver &) const = default;
};

struct ReplicationSlot {
    QString name;
    bool isLogical = false;
    QString plugin;
    QString database;
    bool isActive = false;
    int activePid = 0;
    bool isTemporary = false;
    std::optional<Lsn> restart;
    std::optional<Lsn> confirmed;              ///< of a logical one: confirmed_flush_lsn
    std::optional<std::int64_t> retainedBytes; ///< from restart_lsn to here
    std::optional<std::int64_t> safeBytes;     ///< safe_wal_size: until the slot is lost; absent: without limit
    QString walStatus;                         ///< "reserved", "extended", "unreserved", "lost"
    QString invalidation;                      ///< 17+
    std::optional<ServerTime> inactiveSince;   ///< 17+
    std::int64_t xminAge = 0;                  ///< transactions; the older of xmin and catalog_xmin; 0: none
    std::int64_t rowXminAge = 0;               ///< of xmin alone: with catalog_xmin only rows of the catalogs are kept
    bool isFailover = false;                   ///< 17+: standbys may keep a copy of it
    bool isSynced = false;                     ///< 17+: it is such a copy, on a standby, which the server moves on

    bool operator==(const ReplicationSlot &) const = default;
};

struct Archiver {
    bool isOn = false;
    std::int64_t archived = 0;
    std::int64_t failed = 0;
    QString lastArchived;
    std::optional<ServerTime> lastArchivedAt;
    QString lastFailed;
    std::optional<ServerTime> lastFailedAt;
    std::int64_t segmentBytes = 0; ///< of a WAL file

    /// The last attempt failed.
    [[nodiscard]] bool isFailing() const
    {
        return isOn && lastFailedAt && (!lastArchivedAt || *lastFailedAt > *lastArchivedAt);
    }
    bool operator==(const Archiver &) const = default;
};

struct Replication {
    bool inRecovery = false;
    std::uint32_t timeline = 0;
    Lsn here = 0; ///< written by a primary; received by a standby (what it replayed when it receives nothing)
    std::optional<Lsn> replayed;               ///< of a standby
    std::optional<ServerTime> replayedCommit;  ///< commit time of the last transaction replayed
    std::optional<ServerTime> unreplayedSince; ///< when the oldest byte came that was not replayed yet, as in WalSender
    /// By how much the clock of a standby is ahead of its upstream's: the least difference between sending and receipt
    /// of the last minute's messages, so that the time on the way is in it. Negative: it is behind. Absent: not known.
    std::optional<std::chrono::microseconds> clockAhead;
    bool isReplayPaused = false;     ///< or a pause was asked for
    QString applyDelay;              ///< recovery_min_apply_delay of a standby: "0", "1h"
    std::optional<bool> hasUpstream; ///< primary_conninfo is set; absent: hidden from us, or not asked yet
    QString upstreamSlot;            ///< primary_slot_name: the slot it streams from, or would as a standby
    std::vector<WalSender> senders;
    std::optional<WalReceiver> receiver;
    std::vector<ReplicationSlot> slotsKept;
    std::optional<Archiver> archiver;
    /// Queries cancelled on a standby, by cause: "tablespace", "lock", "snapshot", "bufferpin", "deadlock", "slot".
    std::vector<std::pair<QString, std::int64_t>> conflicts;
    QString synchronousStandbys; ///< synchronous_standby_names

    bool operator==(const Replication &) const = default;
};

} // namespace lockmaster
