// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/sessionlocks.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/lockrelease.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

constexpr std::size_t kRelated = 50;

struct SessionLockWords {
    Q_DECLARE_TR_FUNCTIONS(SessionLocks)
};

const LockNode &nodeAt(const PostgresState &state, int place)
{
    return state.forest.nodes[static_cast<std::size_t>(place)];
}

QString waitLine(const PostgresState &state, const LockNode &node)
{
    const LockWait &wait = state.lockWaits[static_cast<std::size_t>(node.wait)];
    const QString what =
        wait.relation.isEmpty() ? wait.lockType : wait.lockType + QStringLiteral(" · ") + wait.relation;
    return SessionLockWords::tr("Waits for %1 on %2 for %3, place %4 in the queue")
        .arg(plainLine(wait.mode), plainLine(what), formatDuration(node.waited))
        .arg(node.place);
}

QString blocksLine(const PostgresState &state, const LockNode &node)
{
    const LockRelease release = releaseBy(state.lockWaits, {node.pid});
    QString line = SessionLockWords::tr("Blocks %n sessions, %1 lost so far", nullptr, node.victims)
                       .arg(formatDuration(node.lost));
    line += release.atOnce.size() == 1
                ? SessionLockWords::tr("; when it ends, %1 goes on at once").arg(release.atOnce.front())
                : SessionLockWords::tr("; when it ends, %1 go on at once").arg(release.atOnce.size());
    if (!release.inTurn.empty())
        line += SessionLockWords::tr(", %1 in turn").arg(release.inTurn.size());
    if (release.held.size() == 1)
        line += SessionLockWords::tr(", 1 waits on");
    else if (!release.held.empty())
        line += SessionLockWords::tr(", %1 wait on").arg(release.held.size());
    return line;
}

RelatedSession related(const PostgresState &state, int pid, bool isBlocker)
{
    if (pid == kPreparedTransactionPid)
        return {{}, SessionLockWords::tr("prepared transaction"), isBlocker};
    const SessionPtr session = findSession(state, pid);
    if (!session)
        return {{}, QString::number(pid), isBlocker};
    const QStringList words{QString::number(pid),
                            plainLine(session->application.isEmpty() ? session->user : session->application),
                            sessionStateName(session->state)};
    return {session->key, words.join(QStringLiteral(" · ")), isBlocker};
}

void addForest(SessionLocks &locks, const PostgresState &state, const LockNode &node)
{
    if (node.wait >= 0)
        locks.lines << waitLine(state, node);
    if (node.victims > 0)
        locks.lines << blocksLine(state, node);
    if (node.inCycle)
        locks.lines << SessionLockWords::tr("Part of a deadlock that the server has not broken yet");
    if (node.parent >= 0)
        locks.related.push_back(related(state, nodeAt(state, node.parent).pid, true));
    for (const int child : node.children) {
        if (locks.related.size() < kRelated)
            locks.related.push_back(related(state, nodeAt(state, child).pid, false));
    }
}

} // namespace

SessionLocks sessionLocks(const PostgresState &state, const Session &session)
{
    SessionLocks locks;
    if (const int place = state.forest.find(session.key.pid); place >= 0)
        addForest(locks, state, nodeAt(state, place));
    for (const HeldLock &held : state.heldLocks) {
        if (held.pid == session.key.pid)
            locks.lines << SessionLockWords::tr("Holds %1 on %2")
                               .arg(plainLine(held.mode),
                                    plainLine(held.relation.isEmpty() ? held.lockType : held.relation));
    }
    return locks;
}

} // namespace lockmaster
