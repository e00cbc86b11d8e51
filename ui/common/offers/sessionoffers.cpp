// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/offers/sessionoffers.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/postgres.h"
#include "model/postgres/sessionarguments.h"

#include <QCoreApplication>

namespace lockmaster {

namespace {

struct OfferText {
    Q_DECLARE_TR_FUNCTIONS(SessionOffers)
};

SessionPtr sessionOf(const Snapshot &snapshot, const SessionKey &key)
{
    return snapshot.postgres ? findSession(*snapshot.postgres, key) : nullptr;
}

QString obstacleOf(const Session &session)
{
    switch (dutyOf(session)) {
    case SessionDuty::Client:
    case SessionDuty::Hidden: return {};
    case SessionDuty::WraparoundVacuum:
        return OfferText::tr(
                   "%1 is autovacuum that prevents wraparound: ended, it begins anew. Cancel what waits for it "
                   "instead.")
            .arg(session.key.pid);
    case SessionDuty::Autovacuum:
        return OfferText::tr("%1 is autovacuum: it gives way by itself to whoever waits for its lock.")
            .arg(session.key.pid);
    case SessionDuty::ParallelWorker:
        return OfferText::tr("%1 is a parallel worker of session %2: act on that one.")
            .arg(session.key.pid)
            .arg(session.leaderPid);
    case SessionDuty::WalSender:
    case SessionDuty::Server: break;
    }
    return OfferText::tr("%1 is a %2 of the server, not a client's session.")
        .arg(QString::number(session.key.pid), plainLine(session.backendType));
}

} // namespace

QString whyNotActedOn(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context)
{
    const SessionPtr session = sessionOf(snapshot, key);
    if (context.target && context.target->readOnly)
        return OfferText::tr("%1 is read-only in the fleet file: it cannot be acted on.").arg(context.target->name);
    if (context.isSaved)
        return OfferText::tr("This is a saved moment, read from a file: no server is connected.");
    if (!context.isLive)
        return OfferText::tr("This is the past (%1). Go live to act.").arg(formatTimeOfDay(snapshot.taken.wall));
    if (key.pid == kPreparedTransactionPid)
        return OfferText::tr("A prepared transaction has no session. COMMIT PREPARED or ROLLBACK PREPARED ends it.");
    if (!session)
        return OfferText::tr("%1 has ended.").arg(key.pid);
    if (session->state == SessionState::Hidden)
        return OfferText::
            tr("Session %1 is hidden from this login: it is not ended unseen. GRANT pg_monitor TO the login to see it.")
                .arg(key.pid);
    return obstacleOf(*session);
}

ActionRequest requestOn(QLatin1StringView action, const Snapshot &snapshot, const SessionKey &key)
{
    ActionRequest request;
    request.action = action;
    request.target = snapshot.target;
    request.arguments = sessionArguments(key);
    request.seenAt = snapshot.dataTaken;
    return request;
}

bool isRootBlocker(const Snapshot &snapshot, int pid)
{
    const int node = snapshot.postgres ? snapshot.postgres->forest.find(pid) : -1;
    return node >= 0 && snapshot.postgres->forest.nodes[std::size_t(node)].parent < 0;
}

OfferedAction offerEndSession(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context)
{
    const auto action = isRootBlocker(snapshot, key.pid) ? kTerminateRootBlocker : kTerminateSession;
    return {OfferText::tr("End session %1…").arg(key.pid), whyNotActedOn(snapshot, key, context),
            requestOn(action, snapshot, key)};
}

OfferedAction offerCancelQuery(const Snapshot &snapshot, const SessionKey &key, const OfferContext &context)
{
    const SessionPtr session = sessionOf(snapshot, key);
    OfferedAction offer{OfferText::tr("Cancel query of %1…").arg(key.pid), whyNotActedOn(snapshot, key, context),
                        requestOn(kCancelQuery, snapshot, key)};
    if (!offer.isOffered())
        return offer;
    if (session->state == SessionState::Hidden) {
        offer.reason = OfferText::tr("Whether %1 runs a query is hidden from this login.").arg(key.pid);
        return offer;
    }
    offer.request.arguments = sessionArguments(key, session->queryStart);
    if (session->state == SessionState::Disabled) {
        offer.reason = OfferText::tr("Whether %1 runs a query is not tracked (track_activities is off).").arg(key.pid);
        return offer;
    }
    if (session->state != SessionState::Active && session->state != SessionState::FastpathFunctionCall)
        offer.reason = OfferText::tr("Cancel does nothing here: %1 is %2, no query is running.")
                           .arg(QString::number(key.pid), sessionStateName(session->state));
    return offer;
}

} // namespace lockmaster
