// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockactions.h"

#include "model/postgres/lockrelease.h"
#include "model/postgres/postgres.h"
#include "model/postgres/sessionarguments.h"
#include "ui/locks/lockstext.h"

namespace lockmaster {

OfferedAction offerEndAll(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context)
{
    if (!isRootBlocker(snapshot, key.pid))
        return {};
    const PostgresState &state = *snapshot.postgres;
    const std::vector<int> pids = endingThatFreesAll(state.lockWaits, key.pid);
    std::vector<SessionKey> keys;
    for (const int pid : pids) {
        const SessionPtr session = findSession(state, pid);
        if (!session || dutyOf(*session) != SessionDuty::Client)
            return {};
        keys.push_back(session->key);
    }
    if (keys.empty())
        return {};
    const auto freed = releaseBy(state.lockWaits, {pids.begin(), pids.end()}).atOnce.size();
    ActionRequest request = requestOn(kTerminateChosen, snapshot, key);
    request.arguments = sessionListArguments(keys);
    return {LocksText::tr("End these %1: %2 go on at once…").arg(keys.size()).arg(freed),
            whyNotActedOn(snapshot, key, context), request};
}

} // namespace lockmaster
