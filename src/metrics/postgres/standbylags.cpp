// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/postgres/standbylags.h"

#include "model/postgres/postgres.h"

namespace lockmaster {

StandbyLags::StandbyLags(const Reading &reading)
{
    const PostgresState &state = reading.postgres();
    if (!state.replication)
        return;
    for (const WalSender &sender : state.replication->senders) {
        if (!isStandby(sender))
            continue;
        const Lag lag = senderLag(*state.replication, sender, LagStage::Replayed, state.serverNow);
        Lag &known = behind[sender.application];
        if (lag.bytes && (!known.bytes || *lag.bytes > *known.bytes))
            known = lag;
    }
}

} // namespace lockmaster
