// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/senderduty.h"

#include <algorithm>

#include "model/postgres/replicationlag.h"

namespace lockmaster {
namespace {

bool decodes(const Replication &here, const WalSender &sender)
{
    return std::ranges::any_of(here.slotsKept, [&](const ReplicationSlot &slot) {
        return slot.isLogical && slot.activePid == sender.pid && sender.pid != 0;
    });
}

bool isNamed(const Replication &here, const QString &name)
{
    return std::ranges::any_of(here.senders, [&](const WalSender &sender) {
        return sender.application.compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

SenderDuty dutyOf(const Replication &here, const WalSender &sender)
{
    if (sender.isHidden())
        return SenderDuty::Hidden;
    if (sender.state == u"backup")
        return SenderDuty::Backup;
    if (decodes(here, sender))
        return SenderDuty::Logical;
    // A standby tells what it has replayed with each message.
    return sender.replied && !sender.replayed ? SenderDuty::Receiver : SenderDuty::Standby;
}

bool isFollower(const Replication &here, const WalSender &sender)
{
    const SenderDuty duty = dutyOf(here, sender);
    return (duty == SenderDuty::Standby || duty == SenderDuty::Logical)
           && (sender.state == u"streaming" || sender.state == u"catchup" || sender.state == u"startup");
}

bool isSynchronous(const WalSender &sender)
{
    return sender.syncState == u"sync" || sender.syncState == u"quorum";
}

std::vector<QString> missingSynchronous(const Replication &here)
{
    if (std::ranges::any_of(here.senders, &WalSender::isHidden))
        return {};
    std::vector<QString> missing = namesIn(here.synchronousStandbys);
    std::erase_if(missing, [&](const QString &name) { return isNamed(here, name); });
    return missing;
}

} // namespace lockmaster
