// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshottext.h"

#include <algorithm>

#include "actions/plan/preflights.h"
#include "app/apptext.h"
#include "base/format.h"
#include "base/redact.h"
#include "base/text.h"
#include "findingtext.h"
#include "pgbouncertext.h"
#include "redistext.h"
#include "replicationtext.h"
#include "terminal.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostHolders = 8;

QString queryOf(const Session &session, bool fullText)
{
    return elided(plainLine(fullText ? session.query : maskLiterals(session.query)), 80);
}

void printHead(const Snapshot &snapshot)
{
    printLine(u"%1  %2 (%3)  %4"_s.arg(plainLine(snapshot.target), linkPhaseName(snapshot.link.phase),
                                       rungName(snapshot.link.rung), formatMoment(snapshot.taken.wall)));
    if (snapshot.pgbouncer)
        printLine(pgBouncerHead(*snapshot.pgbouncer));
    if (snapshot.redis)
        printLine(redisHead(*snapshot.redis));
    if (snapshot.sentinel)
        printLine(sentinelHead(*snapshot.sentinel));
    if (!snapshot.postgres)
        return;
    const ServerIdentity &identity = snapshot.postgres->identity;
    const Headroom &headroom = snapshot.postgres->headroom;
    printLine(AppText::tr("PostgreSQL %1, %2, up %3, database %4, as %5")
                  .arg(plainLine(identity.version),
                       identity.inRecovery ? AppText::tr("standby") : AppText::tr("primary"),
                       ageText(snapshot.postgres->serverNow, identity.started), plainLine(identity.database),
                       plainLine(identity.user)));
    printLine(AppText::tr("%1 of %2 usable connections, %3 reserved")
                  .arg(headroom.used)
                  .arg(headroom.usable)
                  .arg(headroom.reserved));
}

QString wantedBy(const PostgresState &state, const LockNode &node)
{
    const LockWait &wait = state.lockWaits[static_cast<std::size_t>(node.wait)];
    return plainLine(wait.relation.isEmpty() ? wait.lockType : wait.relation);
}

void printNode(const PostgresState &state, const LockNode &node, bool fullText)
{
    const SessionPtr session = findSession(state, node.pid);
    const QString who = session ? u"%1  %2  %3"_s.arg(plainLine(session->application), sessionStateName(session->state),
                                                      queryOf(*session, fullText))
                                : AppText::tr("prepared transaction");
    const QString pid = cell(node.pid == kPreparedTransactionPid ? unknownValue() : QString::number(node.pid), 8);
    const QString why = node.wait < 0
                            ? AppText::tr("%1 behind it").arg(node.victims)
                            : AppText::tr("waits %1 for %2").arg(formatDuration(node.waited), wantedBy(state, node));
    printLine(u"%1 %2  %3"_s.arg(pid, why, who), 2 + 2 * std::min(node.depth, 20));
    for (const int child : node.children)
        printNode(state, state.forest.nodes[static_cast<std::size_t>(child)], fullText);
}

void printLocks(const PostgresState &state, bool fullText)
{
    if (state.forest.isEmpty())
        return;
    printHeading(AppText::tr("Who waits for whom"));
    for (const int root : state.forest.roots)
        printNode(state, state.forest.nodes[static_cast<std::size_t>(root)], fullText);
}

void printPrepared(const PostgresState &state)
{
    if (state.preparedTransactions.empty())
        return;
    printHeading(AppText::tr("Prepared transactions"));
    for (const PreparedTransaction &transaction : state.preparedTransactions)
        printLine(u"%1 %2 %3  %4"_s.arg(cell(transaction.gid, 40), cell(transaction.owner, 16),
                                        cell(transaction.database, 16), ageText(state.serverNow, transaction.prepared)),
                  2);
}

void printSessions(const PostgresState &state, bool fullText)
{
    printHeading(AppText::tr("Sessions that are not idle"));
    for (const SessionPtr &session : state.sessions) {
        if (!isClientBackend(*session) || session->state == SessionState::Idle || isOwnName(session->application))
            continue;
        printLine(u"%1 %2 %3 %4 %5 %6"_s.arg(cell(QString::number(session->key.pid), 8), cell(session->application, 20),
                                             cell(session->user, 12), cell(sessionStateName(session->state), 20),
                                             cell(ageText(state.serverNow, session->stateChange), 10),
                                             queryOf(*session, fullText)),
                  2);
    }
}

void printHolders(const Headroom &headroom)
{
    printHeading(AppText::tr("Connections, most first"));
    for (std::size_t i = 0; i < std::min(headroom.holders.size(), kMostHolders); ++i) {
        const Headroom::Holder &holder = headroom.holders[i];
        const QString who =
            u"%1 %2 %3"_s.arg(cell(holder.application, 24), cell(holder.user, 16), cell(holder.client, 16));
        printLine(AppText::tr("%1 %2, %3 of them idle").arg(who).arg(holder.count).arg(holder.idle), 2);
    }
}

} // namespace

void printAsText(const Snapshot &snapshot, const std::vector<Finding> &findings, const FleetOrigin &origin,
                 bool fullText)
{
    printHead(snapshot);
    printHeading(findings.empty() ? AppText::tr("No findings") : AppText::tr("Findings"));
    for (const Finding &finding : findings)
        printFinding(finding, origin);
    for (const Error &error : snapshot.probeErrors)
        printLine(AppText::tr("not read: %1 %2").arg(error.text, error.detail), 2);
    if (snapshot.pgbouncer)
        printPgBouncer(*snapshot.pgbouncer);
    if (snapshot.redis)
        printRedis(*snapshot.redis);
    if (snapshot.sentinel)
        printSentinel(*snapshot.sentinel);
    if (!snapshot.postgres)
        return;
    printLocks(*snapshot.postgres, fullText);
    printPrepared(*snapshot.postgres);
    printReplication(*snapshot.postgres);
    printSessions(*snapshot.postgres, fullText);
    printHolders(snapshot.postgres->headroom);
}

} // namespace lockmaster
