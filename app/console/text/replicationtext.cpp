// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "replicationtext.h"

#include "app/apptext.h"
#include "base/format.h"
#include "base/text.h"
#include "model/postgres/replicationlag.h"
#include "model/postgres/replicationslot.h"
#include "terminal.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QString lagText(const Lag &lag)
{
    const QString bytes = lag.bytes ? formatBytes(*lag.bytes) : unknownValue();
    return lag.time ? AppText::tr("%1, %2 behind").arg(bytes, formatDuration(*lag.time))
                    : AppText::tr("%1 behind").arg(bytes);
}

void printUpstream(const PostgresState &state)
{
    const Replication &here = *state.replication;
    const QString from =
        isReceiving(here)
            ? AppText::tr("streams from %1:%2").arg(plainLine(here.receiver->senderHost)).arg(here.receiver->senderPort)
            : AppText::tr("streams from no server");
    const QString paused = here.isReplayPaused ? AppText::tr(", replay paused") : QString();
    printLine(u"%1  %2%3"_s.arg(from, lagText(standbyLag(here, state.serverNow)), paused), 2);
}

/// Of one that nobody streams from.
QString slotText(const ReplicationSlot &slot)
{
    const QString name = plainLine(slot.name);
    if (isCopy(slot))
        return isReadyCopy(slot) ? AppText::tr("slot %1 is a copy of the primary's").arg(name)
                                 : AppText::tr("slot %1 is a copy of the primary's and not ready").arg(name);
    return AppText::tr("slot %1 is not used and keeps %2 (%3)")
        .arg(name, formatBytes(slot.retainedBytes.value_or(0)), plainLine(slot.walStatus));
}

} // namespace

void printReplication(const PostgresState &state)
{
    if (!state.replication)
        return;
    const Replication &here = *state.replication;
    if (!here.inRecovery && here.senders.empty() && here.slotsKept.empty())
        return;
    printLine({});
    printLine(AppText::tr("Replication"));
    if (here.inRecovery)
        printUpstream(state);
    for (const WalSender &sender : here.senders)
        printLine(u"%1 %2 %3 %4  %5"_s.arg(cell(sender.application, 24), cell(sender.client, 16),
                                           cell(sender.state, 10), cell(sender.syncState, 9),
                                           lagText(senderLag(here, sender, LagStage::Replayed, state.serverNow))),
                  2);
    for (const ReplicationSlot &slot : here.slotsKept) {
        if (!slot.isActive)
            printLine(slotText(slot), 2);
    }
}

} // namespace lockmaster
