// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockrows.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/locks/lockrelease.h"
#include "ui/locks/lockstext.h"
#include "watch/postgreshealth.h"

#include <algorithm>

namespace lockmaster {

namespace {

constexpr qsizetype kQueryLength = 300;

QString shortMode(const QString &mode)
{
    return mode.endsWith(QLatin1StringView("Lock")) ? mode.chopped(4) : mode;
}

QString lockText(const QString &lockType, const QString &relation, const QString &mode)
{
    const QString what = lockType == u"relation" ? shortMode(mode) : lockType;
    return plainLine(relation.isEmpty() ? what : relation + QStringLiteral(" · ") + what);
}

/// Beside a blocker a mere "hidden" would say that the blocker is.
QString stateName(const Session &session)
{
    return session.state == SessionState::Hidden ? LocksText::tr("state hidden") : sessionStateName(session.state);
}

/// Turns one snapshot's forest into rows.
class RowMaker
{
public:
    RowMaker(const PostgresState &state, const std::set<SessionKey> &unfolded) : m_state(state), m_unfolded(unfolded) {}

    LockRow row(int index) const
    {
        LockRow row = alone(index);
        row.children = children(m_state.forest.nodes[std::size_t(index)], row.key.session);
        return row;
    }

    LockRow alone(int index) const
    {
        const LockNode &node = m_state.forest.nodes[std::size_t(index)];
        const SessionPtr session = node.pid == kPreparedTransactionPid ? nullptr : findSession(m_state, node.pid);
        LockRow row;
        row.key.session = session ? session->key : SessionKey{node.pid, {}};
        row.isRoot = node.parent < 0;
        row.victims = node.victims;
        if (session) {
            row.doing = node.inCycle ? QStringLiteral("deadlock") : stateName(*session);
            row.who = plainLine(QStringLiteral("%1 %2").arg(node.pid).arg(session->application)).trimmed();
            row.query = elided(plainLine(session->query), kQueryLength);
        } else {
            row.who = QString::number(node.pid);
        }
        if (node.parent < 0)
            fillRoot(row, node, index, session.get());
        else
            fillWaiter(row, node);
        return row;
    }

private:
    void fillRoot(LockRow &row, const LockNode &node, int index, const Session *session) const
    {
        // A blocker that others have waited for that long is an incident, not a hiccup.
        row.alarm = lockWaitHealth(longestWait(m_state.forest, index)) == HealthState::Critical
                        ? LockRow::Alarm::Critical
                        : LockRow::Alarm::Warning;
        row.blocks = LocksText::tr("blocks %1 (lost %2)").arg(formatCount(node.victims), formatDuration(node.lost));
        if (node.inCycle)
            row.state = LocksText::tr("deadlock, not broken yet");
        else if (node.pid == kPreparedTransactionPid)
            fillPrepared(row);
        else if (session)
            row.state = stateAndAge(*session);
        if (row.lock.isEmpty())
            row.lock = heldText(node.pid);
    }

    void fillPrepared(LockRow &row) const
    {
        const std::vector<PreparedTransaction> prepared = blockingPrepared(m_state);
        if (prepared.size() != 1) {
            row.who = LocksText::tr("%1 prepared transactions").arg(prepared.size());
            return;
        }
        const PreparedTransaction &one = prepared.front();
        row.who = LocksText::tr("prepared '%1'").arg(plainLine(one.gid));
        if (const auto age = ageAt(m_state.serverNow, one.prepared))
            row.state = LocksText::tr("prepared %1 ago").arg(formatDuration(*age));
        if (!one.locks.empty())
            row.lock = lockText(one.locks.front().lockType, one.locks.front().relation, one.locks.front().mode);
    }

    void fillWaiter(LockRow &row, const LockNode &node) const
    {
        row.state = node.inCycle ? LocksText::tr("waits %1, deadlock").arg(formatDuration(node.waited))
                                 : LocksText::tr("waits %1").arg(formatDuration(node.waited));
        row.place = QStringLiteral("#%1").arg(node.place);
        if (node.wait < 0)
            return;
        const LockWait &wait = m_state.lockWaits[std::size_t(node.wait)];
        row.lock = lockText(wait.lockType, wait.relation, wait.mode);
        if (node.victims == 0)
            return;
        const bool queue = makesQueue(wait);
        row.alarm = queue ? LockRow::Alarm::Warning : LockRow::Alarm::None;
        row.blocks = (queue ? LocksText::tr("%1 queue behind it") : LocksText::tr("%1 behind it"))
                         .arg(formatCount(node.victims));
    }

    QString stateAndAge(const Session &session) const
    {
        const auto from = session.state == SessionState::Active ? session.queryStart : session.stateChange;
        const auto age = ageAt(m_state.serverNow, from);
        const QString name = stateName(session);
        return age ? name + u' ' + formatDuration(*age) : name;
    }

    QString heldText(int pid) const
    {
        QStringList texts;
        for (const HeldLock &held : m_state.heldLocks) {
            if (held.pid != pid)
                continue;
            const QString text = lockText(held.lockType, held.relation, held.mode);
            if (held.lockType == u"relation")
                texts.prepend(text);
            else
                texts.append(text);
        }
        texts.removeDuplicates();
        if (texts.size() > 1)
            return LocksText::tr("%1, +%2").arg(texts.front()).arg(texts.size() - 1);
        return texts.value(0);
    }

    std::vector<LockRow> children(const LockNode &node, const SessionKey &key) const
    {
        const int all = int(node.children.size());
        const int shown = all <= kShownWaiters || m_unfolded.contains(key) ? all : kShownWaiters;
        std::vector<LockRow> rows;
        for (int i = 0; i < shown; ++i)
            rows.push_back(row(node.children[std::size_t(i)]));
        if (shown < all)
            rows.push_back(rest(key, all - shown));
        return rows;
    }

    static LockRow rest(const SessionKey &key, int count)
    {
        LockRow row;
        row.key = {key, true};
        row.who = LocksText::tr("+ %1 more").arg(formatCount(count));
        row.state = LocksText::tr("Enter shows them");
        return row;
    }

    const PostgresState &m_state;
    const std::set<SessionKey> &m_unfolded;
};

} // namespace

bool LockRow::looksLike(const LockRow &other) const
{
    return key == other.key && isRoot == other.isRoot && alarm == other.alarm && who == other.who
           && state == other.state && place == other.place && blocks == other.blocks && lock == other.lock
           && query == other.query;
}

std::vector<LockRow> lockRows(const PostgresState &state, const std::set<SessionKey> &unfolded)
{
    const RowMaker maker(state, unfolded);
    std::vector<LockRow> rows;
    for (int root : state.forest.roots)
        rows.push_back(maker.row(root));
    return rows;
}

LockRow lockRow(const PostgresState &state, int node)
{
    const std::set<SessionKey> unfolded;
    return RowMaker(state, unfolded).alone(node);
}

std::chrono::microseconds longestWait(const LockForest &forest, int node)
{
    std::chrono::microseconds longest{};
    for (int child : forest.nodes[std::size_t(node)].children)
        longest = std::max({longest, forest.nodes[std::size_t(child)].waited, longestWait(forest, child)});
    return longest;
}

} // namespace lockmaster
