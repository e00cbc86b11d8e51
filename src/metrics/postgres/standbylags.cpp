// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/postgres/standbylags.h"

#include "model/postgres/postgres.h"
#include "model/postgres/senderduty.h"
#include "model/series.h"

namespace lockmaster {

StandbyLags::StandbyLags(const Reading &reading)
{
    const PostgresState &state = reading.postgres();
    if (!state.replication)
        return;
    for (const WalSender &sender : state.replication->senders) {
        if (isFollower(*state.replication, sender))
            behind.emplace_back(sender, senderLag(*state.replication, sender, LagStage::Replayed, state.serverNow));
    }
}

std::array<QString, 2> lagLabels(const WalSender &sender)
{
    return {sender.application, QString::number(sender.pid)};
}

QString lagSeries(const WalSender &sender)
{
    const auto [application, pid] = lagLabels(sender);
    return seriesText(QStringLiteral("lockmaster_replication_lag_bytes"),
                      {{QStringLiteral("application_name"), application}, {QStringLiteral("pid"), pid}});
}

} // namespace lockmaster
