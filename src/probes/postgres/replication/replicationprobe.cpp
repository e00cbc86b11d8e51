// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/replication/replicationprobe.h"

#include <algorithm>

#include "base/told.h"
#include "model/postgres/replication.h"

namespace lockmaster {
namespace {

// Columns of replication_from_*.sql, in its order; what they mean depends on the kind of the row.
struct Cell {
    enum {
        kKind,
        kPid,
        kName,
        kState,
        kDetail,
        kMore,
        kNumber,
        kFlag,
        kFlag2,
        kLsn1,
        kLsn2,
        kLsn3,
        kLsn4,
        kAt1,
        kAt2,
        kAt3,
        kLag1,
        kLag2,
        kLag3,
        kDatabase,
        kColumns,
    };
};

std::optional<Lsn> position(const PgRows &rows, int row, int column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(static_cast<Lsn>(rows.integer(row, column)));
}

std::optional<std::chrono::microseconds> lag(const PgRows &rows, int row, int column)
{
    return rows.isNull(row, column) ? std::nullopt
                                    : std::optional(told<std::chrono::microseconds>(rows.integer(row, column)));
}

void readHere(const PgRows &rows, Replication &next)
{
    next.synchronousStandbys = rows.text(0, Cell::kName);
    next.upstreamSlot = rows.text(0, Cell::kMore);
    next.inRecovery = rows.boolean(0, Cell::kFlag);
    next.isReplayPaused = rows.boolean(0, Cell::kFlag2);
    next.applyDelay = rows.text(0, Cell::kState);
    next.here = position(rows, 0, Cell::kLsn1).value_or(0);
    next.replayed = position(rows, 0, Cell::kLsn2);
    next.replayedCommit = rows.time(0, Cell::kAt1);
    if (!next.inRecovery)
        next.timeline = static_cast<std::uint32_t>(rows.integer(0, Cell::kNumber));
}

WalSender readSender(const PgRows &rows, int row, const Session &session)
{
    WalSender sender;
    sender.pid = session.key.pid;
    sender.started = session.key.backendStart;
    sender.application = session.application;
    sender.user = session.user;
    sender.client = session.client;
    sender.state = rows.text(row, Cell::kState);
    sender.syncState = rows.text(row, Cell::kDetail);
    sender.syncPriority = static_cast<int>(rows.integer(row, Cell::kNumber));
    sender.sent = position(rows, row, Cell::kLsn1);
    sender.written = position(rows, row, Cell::kLsn2);
    sender.flushed = position(rows, row, Cell::kLsn3);
    sender.replayed = position(rows, row, Cell::kLsn4);
    sender.replied = rows.time(row, Cell::kAt1);
    sender.writeLag = lag(rows, row, Cell::kLag1);
    sender.flushLag = lag(rows, row, Cell::kLag2);
    sender.replayLag = lag(rows, row, Cell::kLag3);
    return sender;
}

WalReceiver readReceiver(const PgRows &rows, int row)
{
    WalReceiver receiver;
    receiver.pid = static_cast<int>(rows.integer(row, Cell::kPid));
    receiver.slot = rows.text(row, Cell::kName);
    receiver.status = rows.text(row, Cell::kState);
    receiver.senderHost = rows.text(row, Cell::kDetail);
    receiver.senderPort = rows.text(row, Cell::kMore).toInt();
    receiver.timeline = static_cast<std::uint32_t>(rows.integer(row, Cell::kNumber));
    receiver.written = position(rows, row, Cell::kLsn1);
    receiver.flushed = position(rows, row, Cell::kLsn2);
    receiver.latestEnd = position(rows, row, Cell::kLsn3);
    receiver.lastMessageSent = rows.time(row, Cell::kAt1);
    receiver.lastMessageReceived = rows.time(row, Cell::kAt2);
    receiver.latestEndAt = rows.time(row, Cell::kAt3);
    return receiver;
}

ReplicationSlot readSlot(const PgRows &rows, int row, const PostgresDraft &draft, const Replication &server)
{
    ReplicationSlot slot;
    slot.name = rows.text(row, Cell::kName);
    slot.isLogical = rows.boolean(row, Cell::kFlag);
    slot.plugin = rows.text(row, Cell::kDetail);
    if (!rows.isNull(row, Cell::kDatabase))
        slot.database = draft.names.databases.value(static_cast<quint32>(rows.integer(row, Cell::kDatabase))).name;
    slot.activePid = static_cast<int>(rows.integer(row, Cell::kPid));
    slot.isActive = slot.activePid != 0;
    slot.isTemporary = rows.boolean(row, Cell::kFlag2);
    slot.restart = position(rows, row, Cell::kLsn1);
    if (slot.restart)
        slot.retainedBytes = distanceBeyond(server.here, *slot.restart);
    if (!rows.isNull(row, Cell::kLsn2))
        slot.safeBytes = rows.integer(row, Cell::kLsn2);
    slot.confirmed = position(rows, row, Cell::kLsn3);
    slot.walStatus = rows.text(row, Cell::kState);
    slot.invalidation = rows.text(row, Cell::kMore);
    slot.inactiveSince = rows.time(row, Cell::kAt1);
    slot.xminAge = rows.integer(row, Cell::kNumber);
    slot.rowXminAge = rows.integer(row, Cell::kLag3);
    slot.isFailover = rows.integer(row, Cell::kLag1) != 0;
    slot.isSynced = server.inRecovery && rows.integer(row, Cell::kLag2) != 0; // of a promoted server it tells the past
    return slot;
}

void readRows(const PgRows &rows, const PostgresDraft &draft, Replication &next)
{
    for (int row = 1; row < rows.count(); ++row) {
        const QString kind = rows.text(row, Cell::kKind);
        if (kind == u"s") {
            // One that came after the sessions were read is seen with the next sample.
            if (const SessionPtr session = findSession(draft.next, static_cast<int>(rows.integer(row, Cell::kPid))))
                next.senders.push_back(readSender(rows, row, *session));
        } else if (kind == u"r") {
            next.receiver = readReceiver(rows, row);
        } else {
            next.slotsKept.push_back(readSlot(rows, row, draft, next));
        }
    }
    std::ranges::sort(next.senders, {}, &WalSender::pid);
    std::ranges::sort(next.slotsKept, {}, &ReplicationSlot::name);
}

void tieSlots(Replication &next)
{
    for (WalSender &sender : next.senders) {
        const auto slot = std::ranges::find(next.slotsKept, sender.pid, &ReplicationSlot::activePid);
        if (slot != next.slotsKept.end())
            sender.slot = slot->name;
    }
}

std::optional<ServerTime> since(const WalHistory &history, std::optional<Lsn> reached)
{
    return reached ? history.passed(*reached) : std::nullopt;
}

void tellSince(const WalHistory &history, Replication &next)
{
    if (next.inRecovery)
        next.unreplayedSince = since(history, next.replayed);
    for (WalSender &sender : next.senders) {
        sender.unwrittenSince = since(history, sender.written);
        sender.unflushedSince = since(history, sender.flushed);
        sender.unreplayedSince = since(history, sender.replayed);
    }
}

/// A message is another one when it bears another time.
void tellReplies(const Replication *before, ServerTime now, Replication &next)
{
    for (WalSender &sender : next.senders) {
        if (!sender.replied)
            continue;
        sender.replySeen = now;
        const auto isIt = [&](const WalSender &known) {
            return known.pid == sender.pid && known.started == sender.started && known.replied == sender.replied;
        };
        if (!before)
            continue;
        if (const auto known = std::ranges::find_if(before->senders, isIt); known != before->senders.end())
            sender.replySeen = known->replySeen;
    }
}

void tellClock(ClockHistory &history, Replication &next)
{
    const auto sent = next.receiver ? next.receiver->lastMessageSent : std::nullopt;
    const auto received = next.receiver ? next.receiver->lastMessageReceived : std::nullopt;
    if (!next.inRecovery || !sent || !received) {
        history.clear();
        return;
    }
    if (*sent != *received) // before the first message a receiver tells its own start for both
        history.append(*sent, *received);
    next.clockAhead = history.ahead();
}

} // namespace

QString ReplicationProbe::name() const
{
    return QStringLiteral("replication");
}

std::chrono::milliseconds ReplicationProbe::cadence() const
{
    return {};
}

std::optional<PgQuery> ReplicationProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> ReplicationProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    if (rows.count() < 1 || rows.columns() != Cell::kColumns || rows.text(0, Cell::kKind) != u"h")
        return fail(ErrorKind::Protocol, QStringLiteral("The server's replication has another shape than asked for"));
    Replication next;
    if (const auto &before = draft.next.replication) { // what the totals probe asks for stays
        next.archiver = before->archiver;
        next.conflicts = before->conflicts;
        next.hasUpstream = before->hasUpstream;
        next.timeline = before->timeline;
    }
    readHere(rows, next);
    if (!draft.next.replication || draft.next.replication->inRecovery != next.inRecovery) {
        draft.walHistory.clear();
        next.conflicts.clear();
    }
    draft.walHistory.append(draft.next.serverNow, next.here);
    readRows(rows, draft, next);
    tieSlots(next);
    tellSince(draft.walHistory, next);
    tellReplies(draft.next.replication.get(), draft.next.serverNow, next);
    tellClock(draft.clockHistory, next);
    if (next.receiver && next.receiver->timeline != 0)
        next.timeline = next.receiver->timeline;
    keepReplication(std::move(next), draft);
    return {};
}

// Positions that were not read are not of now.
void ReplicationProbe::forget(PostgresDraft &draft) const
{
    draft.next.replication.reset();
}

void keepReplication(Replication next, PostgresDraft &draft)
{
    if (!draft.next.replication || *draft.next.replication != next)
        draft.next.replication = std::make_shared<const Replication>(std::move(next));
}

} // namespace lockmaster
