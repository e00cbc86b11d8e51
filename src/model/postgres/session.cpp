// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/session.h"

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

struct StateName {
    SessionState state;
    QLatin1StringView name;
};

constexpr std::array kStateNames{
    StateName{SessionState::Active, QLatin1StringView("active")},
    StateName{SessionState::Idle, QLatin1StringView("idle")},
    StateName{SessionState::IdleInTransaction, QLatin1StringView("idle in transaction")},
    StateName{SessionState::IdleInTransactionAborted, QLatin1StringView("idle in transaction (aborted)")},
    StateName{SessionState::FastpathFunctionCall, QLatin1StringView("fastpath function call")},
    StateName{SessionState::Starting, QLatin1StringView("starting")},
    StateName{SessionState::Disabled, QLatin1StringView("disabled")},
    StateName{SessionState::Hidden, QLatin1StringView("hidden")},
};

} // namespace

SessionDuty dutyOf(const Session &session)
{
    const QString &type = session.backendType;
    if (session.state == SessionState::Hidden || type.isEmpty())
        return SessionDuty::Hidden;
    if (type == u"client backend")
        return SessionDuty::Client;
    if (type == u"walsender")
        return SessionDuty::WalSender;
    if (type == u"parallel worker")
        return SessionDuty::ParallelWorker;
    if (type == u"autovacuum worker") // the server's own mark on its statement
        return session.query.contains(u"(to prevent wraparound)") ? SessionDuty::WraparoundVacuum
                                                                  : SessionDuty::Autovacuum;
    return SessionDuty::Server;
}

QString sessionStateName(SessionState state)
{
    const auto found = std::ranges::find(kStateNames, state, &StateName::state);
    return found == kStateNames.end() ? QStringLiteral("–") : QString(found->name);
}

SessionState sessionStateFromName(QStringView name)
{
    const auto found = std::ranges::find_if(kStateNames, [&](const StateName &entry) { return entry.name == name; });
    return found == kStateNames.end() ? SessionState::None : found->state;
}

} // namespace lockmaster
