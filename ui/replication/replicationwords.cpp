// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/replicationwords.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replicationlag.h"
#include "ui/replication/replicationtext.h"

#include <algorithm>

namespace lockmaster {

namespace {

QString receiverWords(const WalReceiver &receiver, ServerTime now)
{
    QStringList parts{
        ReplicationText::tr("Receives from %1:%2").arg(plainLine(receiver.senderHost)).arg(receiver.senderPort),
        plainLine(receiver.status)};
    if (!receiver.slot.isEmpty())
        parts << ReplicationText::tr("slot %1").arg(plainLine(receiver.slot));
    parts << ReplicationText::tr("timeline %1").arg(receiver.timeline);
    if (const auto age = ageAt(now, receiver.lastMessageReceived))
        parts << ReplicationText::tr("last message %1 ago").arg(formatDuration(*age));
    if (receiver.flushed)
        parts << ReplicationText::tr("on disk to %1").arg(lsnText(*receiver.flushed));
    return parts.join(QStringLiteral(" · "));
}

Note paused(const Replication &here, ServerTime now)
{
    const Lag lag = standbyLag(here, now);
    const QString behind =
        lag.bytes.value_or(0) == 0 ? ReplicationText::tr("Nothing has arrived since.")
        : lag.time ? ReplicationText::tr("%1 have been received and are not shown here, the oldest for %2.")
                         .arg(formatBytes(*lag.bytes), formatDuration(*lag.time))
                   : ReplicationText::tr("%1 have been received and are not shown here.").arg(formatBytes(*lag.bytes));
    return {HealthState::Warning, ReplicationText::tr("Replay is paused on this standby"),
            ReplicationText::tr("%1 If somebody paused it, replay goes on with: SELECT pg_wal_replay_resume(); If the "
                                "server did, because max_connections, max_worker_processes, max_wal_senders, "
                                "max_prepared_transactions or max_locks_per_transaction is lower here than on the "
                                "primary, that shuts it down: raise the setting and restart the standby.")
                .arg(behind)};
}

} // namespace

QString upstreamWords(const PostgresState &state, const QString &upstream)
{
    const Replication &here = *state.replication;
    if (!here.inRecovery)
        return {};
    if (here.receiver && here.receiver->isHidden())
        return upstream.isEmpty()
                   ? ReplicationText::tr("Receives from another server; from which is hidden.")
                   : ReplicationText::tr("Receives from %1, as its slot tells; all else of that is hidden.")
                         .arg(plainLine(upstream));
    QString words =
        here.receiver ? receiverWords(*here.receiver, state.serverNow)
        : here.hasUpstream == false
            ? ReplicationText::tr("Has no primary_conninfo: it replays archived WAL only.")
            : ReplicationText::tr("Receives from no server: no WAL receiver is running. The server's log says why.");
    if (here.replayed)
        words += QStringLiteral(" · ") + ReplicationText::tr("replayed to %1").arg(lsnText(*here.replayed));
    if (here.replayedCommit)
        words +=
            QStringLiteral(" · ") + ReplicationText::tr("last commit %1").arg(formatTimeOfDay(*here.replayedCommit));
    if (!here.applyDelay.isEmpty() && here.applyDelay != u"0")
        words += QStringLiteral(" · ")
                 + ReplicationText::tr("replays late on purpose: recovery_min_apply_delay %1").arg(here.applyDelay);
    return words;
}

QString measureWords(const Replication &here)
{
    return here.inRecovery
               ? ReplicationText::tr(
                     "Lag is what was received and not replayed. now() − pg_last_xact_replay_timestamp() is not lag: "
                     "it is the age of the last commit, and grows while nobody writes.")
               : ReplicationText::tr(
                     "Lag is pg_current_wal_lsn() − replay_lsn, and the time since the oldest of that was written. "
                     "now() − pg_last_xact_replay_timestamp(), which many runbooks ask here, is NULL on a primary.");
}

QString noStandbyWords(const Replication &here)
{
    return here.inRecovery
               ? ReplicationText::tr(
                     "No server streams from this standby. A cascaded one is made with pg_basebackup -R from here.")
               : ReplicationText::tr("No standby streams from here. One is made with: pg_basebackup -h HOST -U ROLE -D "
                                     "FOLDER -R -X stream -C -S SLOT");
}

Note replicationNote(const Snapshot &snapshot)
{
    if (!snapshot.postgres)
        return {};
    const auto &here = snapshot.postgres->replication;
    if (!here) {
        const auto error = std::ranges::find_if(snapshot.probeErrors,
                                                [](const Error &each) { return each.text.startsWith(u"replication"); });
        return error == snapshot.probeErrors.end()
                   ? Note()
                   : Note{HealthState::Unknown, ReplicationText::tr("Replication could not be read"),
                          plainLine(error->text + u' ' + error->detail)};
    }
    if (here->inRecovery && here->isReplayPaused)
        return paused(*here, snapshot.postgres->serverNow);
    return {}; // what is hidden stands above every page
}

} // namespace lockmaster
