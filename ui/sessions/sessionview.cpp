// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessionview.h"

#include <QCoreApplication>
#include <chrono>

namespace lockmaster {
namespace {

using namespace std::chrono_literals;

struct SessionPresets {
    Q_DECLARE_TR_FUNCTIONS(SessionPresets)
};

constexpr std::chrono::seconds kBriefTransaction{5}; ///< longer, also the console's own may be what is wrong
const std::set<SessionState> kRunning{SessionState::Active, SessionState::FastpathFunctionCall};
const std::set<SessionState> kInTransaction{SessionState::IdleInTransaction, SessionState::IdleInTransactionAborted};

SessionPreset waiting()
{
    return {QStringLiteral("waiting"),
            SessionPresets::tr("Waiting for a lock"),
            SessionPresets::tr("Sessions whose wait is of class Lock, longest in their state first"),
            {.onlyWaiting = true},
            QStringLiteral("state_age")};
}

SessionPreset blocking()
{
    return {QStringLiteral("blocking"),
            SessionPresets::tr("Blocking others"),
            SessionPresets::tr("Sessions that others wait for, most first"),
            {.onlyBlocking = true},
            QStringLiteral("blocks")};
}

SessionPreset active(const QString &id, const QString &title, Age minimum)
{
    return {id,
            title,
            SessionPresets::tr("Sessions with a running query, longest query first"),
            {.states = kRunning, .minimumQueryAge = minimum},
            QStringLiteral("query_age")};
}

SessionPreset inTransaction(const QString &id, const QString &title, Age minimum)
{
    return {id,
            title,
            SessionPresets::tr("A transaction is open and nothing runs in it; longest in this state first"),
            {.states = kInTransaction, .minimumStateAge = minimum},
            QStringLiteral("state_age")};
}

SessionPreset idle()
{
    return {QStringLiteral("idle_5min"),
            SessionPresets::tr("Idle > 5 min"),
            SessionPresets::tr("Connections that nobody has used for five minutes, longest first"),
            {.states = {SessionState::Idle}, .minimumStateAge = 5min},
            QStringLiteral("state_age")};
}

SessionPreset grouped(const QString &id, const QString &title, SessionGrouping grouping)
{
    return {id,
            title,
            SessionPresets::tr("All client sessions in groups, with highest ages; most sessions first"),
            {.grouping = grouping},
            QStringLiteral("pid")};
}

} // namespace

bool accepts(const SessionView &view, const SessionRow &row)
{
    const Session &session = *row.session;
    const bool isQuietConsole = isOfConsole(session) && row.blocks == 0 && !waitsForLock(session)
                                && row.ages.transaction.value_or(0s) < kBriefTransaction;
    if (view.hideBackground && (isBackground(session) || isQuietConsole))
        return false;
    if (view.hideIdle && session.state == SessionState::Idle)
        return false;
    if (!view.states.empty() && !view.states.contains(session.state))
        return false;
    if ((view.onlyWaiting && !waitsForLock(session)) || (view.onlyBlocking && row.blocks == 0))
        return false;
    if (view.minimumQueryAge && row.ages.query <= view.minimumQueryAge)
        return false;
    return !view.minimumStateAge || row.ages.state > view.minimumStateAge;
}

std::vector<SessionPreset> sessionPresets()
{
    return {
        {QStringLiteral("all"), SessionPresets::tr("All sessions"), SessionPresets::tr("All client sessions"), {}, {}},
        waiting(),
        blocking(),
        {QStringLiteral("not_idle"),
         SessionPresets::tr("Not idle"),
         SessionPresets::tr("All but idle ones"),
         {.hideIdle = true},
         QStringLiteral("blocks")},
        active(QStringLiteral("active"), SessionPresets::tr("Active, longest first"), {}),
        active(QStringLiteral("active_5s"), SessionPresets::tr("Active > 5 s"), 5s),
        active(QStringLiteral("active_30s"), SessionPresets::tr("Active > 30 s"), 30s),
        inTransaction(QStringLiteral("idle_in_transaction"), SessionPresets::tr("Idle in transaction"), {}),
        inTransaction(QStringLiteral("idle_in_transaction_5min"), SessionPresets::tr("Idle in transaction > 5 min"),
                      5min),
        idle(),
        grouped(QStringLiteral("by_application_state"), SessionPresets::tr("By application and state"),
                SessionGrouping::ApplicationAndState),
        grouped(QStringLiteral("by_application"), SessionPresets::tr("By application"), SessionGrouping::Application),
        grouped(QStringLiteral("by_state"), SessionPresets::tr("By state"), SessionGrouping::State),
        grouped(QStringLiteral("by_client"), SessionPresets::tr("By client"), SessionGrouping::Client),
        grouped(QStringLiteral("by_user"), SessionPresets::tr("By user"), SessionGrouping::User),
        grouped(QStringLiteral("by_database"), SessionPresets::tr("By database"), SessionGrouping::Database),
    };
}

QString groupingTitle(SessionGrouping grouping)
{
    switch (grouping) {
    case SessionGrouping::None: return SessionPresets::tr("No groups");
    case SessionGrouping::Application: return SessionPresets::tr("Group: application");
    case SessionGrouping::User: return SessionPresets::tr("Group: user");
    case SessionGrouping::Client: return SessionPresets::tr("Group: client");
    case SessionGrouping::State: return SessionPresets::tr("Group: state");
    case SessionGrouping::Database: return SessionPresets::tr("Group: database");
    case SessionGrouping::ApplicationAndState: return SessionPresets::tr("Group: application, state");
    }
    return {};
}

} // namespace lockmaster
