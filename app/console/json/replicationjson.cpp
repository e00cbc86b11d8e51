// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replicationjson.h"

#include <QJsonObject>

#include "jsonvalues.h"
#include "model/postgres/replicationlag.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QJsonValue lsnOrNull(std::optional<Lsn> position)
{
    return position ? QJsonValue(lsnText(*position)) : QJsonValue();
}

QJsonObject stageJson(std::optional<Lsn> position, const Lag &lag)
{
    return {{u"lsn"_s, lsnOrNull(position)},
            {u"lag_bytes"_s, numberOrNull(lag.bytes)},
            {u"lag_seconds"_s, secondsOrNull(lag.time)}};
}

QJsonObject senderJson(const PostgresState &state, const WalSender &sender)
{
    const auto lag = [&](LagStage stage) { return senderLag(*state.replication, sender, stage, state.serverNow); };
    return {{u"pid"_s, sender.pid},
            {u"application"_s, sender.application},
            {u"user"_s, sender.user},
            {u"client"_s, sender.client},
            {u"state"_s, sender.state},
            {u"sync_state"_s, sender.syncState},
            {u"sync_priority"_s, sender.syncPriority},
            {u"slot"_s, sender.slot},
            {u"replied"_s, isoOrNull(sender.replied)},
            {u"sent"_s, stageJson(sender.sent, lag(LagStage::Sent))},
            {u"written"_s, stageJson(sender.written, lag(LagStage::Written))},
            {u"flushed"_s, stageJson(sender.flushed, lag(LagStage::Flushed))},
            {u"replayed"_s, stageJson(sender.replayed, lag(LagStage::Replayed))}};
}

QJsonValue standbyJson(const PostgresState &state)
{
    const Replication &here = *state.replication;
    if (!here.inRecovery)
        return {};
    const Lag lag = standbyLag(here, state.serverNow);
    return QJsonObject{
        {u"replayed_lsn"_s, lsnOrNull(here.replayed)}, {u"lag_bytes"_s, numberOrNull(lag.bytes)},
        {u"lag_seconds"_s, secondsOrNull(lag.time)},   {u"replayed_commit"_s, isoOrNull(here.replayedCommit)},
        {u"is_replay_paused"_s, here.isReplayPaused},  {u"apply_delay"_s, here.applyDelay}};
}

QJsonValue receiverJson(const std::optional<WalReceiver> &receiver)
{
    if (!receiver)
        return {};
    return QJsonObject{{u"pid"_s, receiver->pid},
                       {u"status"_s, receiver->status},
                       {u"sender_host"_s, receiver->senderHost},
                       {u"sender_port"_s, receiver->senderPort},
                       {u"slot"_s, receiver->slot},
                       {u"timeline"_s, qint64(receiver->timeline)},
                       {u"written_lsn"_s, lsnOrNull(receiver->written)},
                       {u"flushed_lsn"_s, lsnOrNull(receiver->flushed)},
                       {u"latest_end_lsn"_s, lsnOrNull(receiver->latestEnd)},
                       {u"latest_end"_s, isoOrNull(receiver->latestEndAt)},
                       {u"last_message_sent"_s, isoOrNull(receiver->lastMessageSent)},
                       {u"last_message_received"_s, isoOrNull(receiver->lastMessageReceived)}};
}

QJsonObject slotJson(const ReplicationSlot &slot)
{
    return {{u"name"_s, slot.name},
            {u"is_logical"_s, slot.isLogical},
            {u"plugin"_s, slot.plugin},
            {u"database"_s, slot.database},
            {u"is_active"_s, slot.isActive},
            {u"active_pid"_s, slot.activePid ? QJsonValue(slot.activePid) : QJsonValue()},
            {u"is_temporary"_s, slot.isTemporary},
            {u"restart_lsn"_s, lsnOrNull(slot.restart)},
            {u"confirmed_lsn"_s, lsnOrNull(slot.confirmed)},
            {u"retained_bytes"_s, numberOrNull(slot.retainedBytes)},
            {u"safe_bytes"_s, numberOrNull(slot.safeBytes)},
            {u"wal_status"_s, slot.walStatus},
            {u"invalidation"_s, slot.invalidation},
            {u"inactive_since"_s, isoOrNull(slot.inactiveSince)},
            {u"xmin_age"_s, qint64(slot.xminAge)}};
}

QJsonValue archiverJson(const std::optional<Archiver> &archiver)
{
    if (!archiver)
        return {};
    return QJsonObject{{u"is_on"_s, archiver->isOn},
                       {u"is_failing"_s, archiver->isFailing()},
                       {u"archived"_s, qint64(archiver->archived)},
                       {u"failed"_s, qint64(archiver->failed)},
                       {u"last_archived"_s, archiver->lastArchived},
                       {u"last_archived_at"_s, isoOrNull(archiver->lastArchivedAt)},
                       {u"last_failed"_s, archiver->lastFailed},
                       {u"last_failed_at"_s, isoOrNull(archiver->lastFailedAt)}};
}

} // namespace

QJsonValue replicationJson(const PostgresState &state)
{
    if (!state.replication)
        return {};
    const Replication &here = *state.replication;
    QJsonObject conflicts;
    for (const auto &[cause, count] : here.conflicts)
        conflicts.insert(cause, qint64(count));
    return QJsonObject{
        {u"in_recovery"_s, here.inRecovery},
        {u"timeline"_s, here.timeline ? QJsonValue(qint64(here.timeline)) : QJsonValue()},
        {u"lsn"_s, lsnText(here.here)},
        {u"synchronous_standby_names"_s, here.synchronousStandbys},
        {u"standby"_s, standbyJson(state)},
        {u"senders"_s, jsonArray(here.senders, [&](const WalSender &one) { return senderJson(state, one); })},
        {u"receiver"_s, receiverJson(here.receiver)},
        {u"slots"_s, jsonArray(here.slotsKept, slotJson)},
        {u"archiver"_s, archiverJson(here.archiver)},
        {u"conflicts"_s, conflicts}};
}

} // namespace lockmaster
