// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockrelease.h"

#include "base/format.h"
#include "ui/locks/lockstext.h"

#include <algorithm>

namespace lockmaster {

namespace {

void collectPids(const LockForest &forest, int node, std::set<int> &pids)
{
    for (int child : forest.nodes[std::size_t(node)].children) {
        pids.insert(forest.nodes[std::size_t(child)].pid);
        collectPids(forest, child, pids);
    }
}

QString whoGoesOn(const LockNode &node)
{
    if (node.victims == 0)
        return LocksText::tr("nobody waits for it");
    if (node.freed == 0)
        return LocksText::tr("nobody goes on, others hold them too");
    if (node.freed < node.victims)
        return LocksText::tr("%1 of %2 go on, others hold the rest").arg(node.freed).arg(node.victims);
    return node.freed == 1 ? LocksText::tr("1 goes on") : LocksText::tr("%1 go on").arg(node.freed);
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

std::set<int> freedBy(const PostgresState &state, int pid)
{
    std::set<int> freed;
    const int index = state.forest.find(pid);
    if (index < 0)
        return freed;
    collectPids(state.forest, index, freed);
    const auto isHeld = [&](const LockWait &wait) {
        return freed.contains(wait.pid) && std::ranges::any_of(wait.blockers, [&](int blocker) {
                   return blocker != pid && !freed.contains(blocker);
               });
    };
    for (auto held = std::ranges::find_if(state.lockWaits, isHeld); held != state.lockWaits.end();
         held = std::ranges::find_if(state.lockWaits, isHeld))
        freed.erase(held->pid);
    return freed;
}

QString ifItEnds(const PostgresState &state, int pid)
{
    const int index = state.forest.find(pid);
    if (index < 0)
        return {};
    const QString goesOn = whoGoesOn(state.forest.nodes[std::size_t(index)]);
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
