// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockactions.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/lockrelease.h"
#include "model/postgres/postgres.h"
#include "model/postgres/sessionarguments.h"
#include "ui/locks/lockstext.h"

namespace lockmaster {

namespace {

QString obstacleOf(const Session &session)
{
    switch (dutyOf(session)) {
    case SessionDuty::Client:
    case SessionDuty::Hidden: return {};
    case SessionDuty::WraparoundVacuum:
        return LocksText::tr(
                   "%1 is autovacuum that prevents wraparound: ended, it begins anew. Cancel what waits for it "
                   "instead.")
            .arg(session.key.pid);
    case SessionDuty::Autovacuum:
        return LocksText::tr("%1 is autovacuum: it gives way by itself to whoever waits for its lock.")
            .arg(session.key.pid);
    case SessionDuty::ParallelWorker:
        return LocksText::tr("%1 is a parallel worker of session %2: act on that one.")
            .arg(session.key.pid)
            .arg(session.leaderPid);
    case SessionDuty::WalSender:
    case SessionDuty::Server: break;
    }
    return LocksText::tr("%1 is a %2 of the server, not a client's session.")
        .arg(QString::number(session.key.pid), plainLine(session.backendType));
}

/// Why nothing at all can be done to this session; empty when something can.
QString obstacle(const Snapshot &snapshot, const SessionKey &key, const Session *session, const OfferContext &context)
{
    if (context.target && context.target->readOnly)
        return LocksText::tr("%1 is read-only in the fleet file: it cannot be acted on.").arg(context.target->name);
    if (context.isSaved)
        return LocksText::tr("This is a saved moment, read from a file: no server is connected.");
    if (!context.isLive)
        return LocksText::tr("This is the past (%1). Go live to act.").arg(formatTimeOfDay(snapshot.taken.wall));
    if (key.pid == kPreparedTransactionPid)
        return LocksText::tr("A prepared transaction has no session. COMMIT PREPARED or ROLLBACK PREPARED ends it.");
    if (!session)
        return LocksText::tr("%1 has ended.").arg(key.pid);
    if (session->state == SessionState::Hidden)
        return LocksText::
            tr("Session %1 is hidden from this login: it is not ended unseen. GRANT pg_monitor TO the login to see it.")
                .arg(key.pid);
    return obstacleOf(*session);
}

ActionRequest requestOf(QLatin1StringView action, const Snapshot &snapshot, const SessionKey &key)
{
    ActionRequest request;
    request.action = action;
    request.target = snapshot.target;
    request.arguments = sessionArguments(key);
    request.seenAt = snapshot.dataTaken;
    return request;
}

SessionPtr sessionOf(const Snapshot &snapshot, const SessionKey &key)
{
    return snapshot.postgres ? findSession(*snapshot.postgres, key) : nullptr;
}

bool isRoot(const Snapshot &snapshot, int pid)
{
    const int node = snapshot.postgres ? snapshot.postgres->forest.find(pid) : -1;
    return node >= 0 && snapshot.postgres->forest.nodes[std::size_t(node)].parent < 0;
}

} // namespace

OfferedAction offerEndSession(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context)
{
    const SessionPtr session = sessionOf(snapshot, key);
    const auto action = isRoot(snapshot, key.pid) ? kTerminateRootBlocker : kTerminateSession;
    return {LocksText::tr("End session %1…").arg(key.pid), obstacle(snapshot, key, session.get(), context),
            requestOf(action, snapshot, key)};
}

OfferedAction offerEndAll(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context)
{
    if (!isRoot(snapshot, key.pid))
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
    ActionRequest request = requestOf(kTerminateChosen, snapshot, key);
    request.arguments = sessionListArguments(keys);
    return {LocksText::tr("End these %1: %2 go on at once…").arg(keys.size()).arg(freed),
            obstacle(snapshot, key, sessionOf(snapshot, key).get(), context), request};
}

OfferedAction offerCancelQuery(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context)
{
    const SessionPtr session = sessionOf(snapshot, key);
    OfferedAction offer{LocksText::tr("Cancel query of %1…").arg(key.pid),
                        obstacle(snapshot, key, session.get(), context), requestOf(kCancelQuery, snapshot, key)};
    if (!offer.isOffered())
        return offer;
    if (session->state == SessionState::Hidden) {
        offer.reason = LocksText::tr("Whether %1 runs a query is hidden from this login.").arg(key.pid);
        return offer;
    }
    offer.request.arguments = sessionArguments(key, session->queryStart);
    if (session->state == SessionState::Disabled) {
        offer.reason = LocksText::tr("Whether %1 runs a query is not tracked (track_activities is off).").arg(key.pid);
        return offer;
    }
    if (session->state != SessionState::Active && session->state != SessionState::FastpathFunctionCall)
        offer.reason = LocksText::tr("Cancel does nothing here: %1 is %2, no query is running.")
                           .arg(QString::number(key.pid), sessionStateName(session->state));
    return offer;
}

} // namespace lockmaster
