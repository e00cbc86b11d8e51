// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockrelease.h"

#include "base/format.h"
#include "ui/locks/lockstext.h"

#include <algorithm>

namespace lockmaster {

namespace {

QString whoGoesOn(const LockRelease &release)
{
    QStringList parts;
    if (release.atOnce.size() == 1)
        parts << LocksText::tr("%1 goes on at once").arg(release.atOnce.front());
    else if (!release.atOnce.empty())
        parts << LocksText::tr("%1 go on at once").arg(release.atOnce.size());
    if (!release.inTurn.empty())
        parts << (release.atOnce.size() == 1
                      ? LocksText::tr("%1 in turn, as it and those in front of them commit").arg(release.inTurn.size())
                      : LocksText::tr("%1 in turn, as those in front of them commit").arg(release.inTurn.size()));
    if (!release.held.empty() && parts.isEmpty())
        parts << LocksText::tr("nobody goes on, others hold them too");
    else if (release.held.size() == 1)
        parts << LocksText::tr("1 waits on, others hold it too");
    else if (!release.held.empty())
        parts << LocksText::tr("%1 wait on, others hold them too").arg(release.held.size());
    return parts.isEmpty() ? LocksText::tr("nobody waits for it") : parts.join(QStringLiteral(", "));
}

QString whatIsLost(const Session &session)
{
    if (!session.backendXid)
        return LocksText::tr("it has written nothing in this transaction");
    if (!session.transactionStart)
        return LocksText::tr("its uncommitted work is lost");
    return LocksText::tr("its uncommitted work since %1 is lost").arg(formatTimeOfDay(*session.transactionStart));
}

} // namespace

QString ifItEnds(const PostgresState &state, int pid)
{
    if (state.forest.find(pid) < 0)
        return {};
    const QString goesOn = whoGoesOn(releaseBy(state.lockWaits, {pid}));
    if (pid == kPreparedTransactionPid)
        return LocksText::tr(
                   "If it is committed or rolled back: %1. Only COMMIT PREPARED or ROLLBACK PREPARED ends it.")
            .arg(goesOn);
    const SessionPtr session = findSession(state, pid);
    if (!session)
        return LocksText::tr("If %1 ends: %2.").arg(pid).arg(goesOn);
    return LocksText::tr("If %1 ends: %2; %3.").arg(QString::number(pid), goesOn, whatIsLost(*session));
}

std::vector<PreparedTransaction> blockingPrepared(const PostgresState &state)
{
    std::set<QString> wanted;
    for (const LockWait &wait : state.lockWaits)
        if (std::ranges::contains(wait.blockers, kPreparedTransactionPid))
            wanted.insert(wait.relation);
    std::vector<PreparedTransaction> found;
    std::ranges::copy_if(state.preparedTransactions, std::back_inserter(found),
                         [&](const PreparedTransaction &prepared) {
                             return std::ranges::any_of(
                                 prepared.locks, [&](const HeldLock &lock) { return wanted.contains(lock.relation); });
                         });
    return found.empty() ? state.preparedTransactions : found;
}

} // namespace lockmaster
