// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "locksjson.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "jsonvalues.h"
#include "model/hidden.h"
#include "model/postgres/sessionfields.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

const LockNode &nodeAt(const PostgresState &state, int index)
{
    return state.forest.nodes[static_cast<std::size_t>(index)];
}

const LockWait *waitOf(const PostgresState &state, const LockNode &node)
{
    return node.wait < 0 ? nullptr : &state.lockWaits[static_cast<std::size_t>(node.wait)];
}

/// For each node the index of the root it stands behind. Parents come before children.
std::vector<int> rootsOfAll(const LockForest &forest)
{
    std::vector<int> roots(forest.nodes.size());
    for (std::size_t i = 0; i < roots.size(); ++i) {
        const int parent = forest.nodes[i].parent;
        roots[i] = parent < 0 ? static_cast<int>(i) : roots[static_cast<std::size_t>(parent)];
    }
    return roots;
}

std::chrono::microseconds longestWait(const PostgresState &state, const std::vector<int> &roots, int root)
{
    std::chrono::microseconds longest{};
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (roots[i] == root)
            longest = std::max(longest, state.forest.nodes[i].waited);
    }
    return longest;
}

/// What most of those behind the root are after.
const LockWait *mainWait(const PostgresState &state, const LockNode &root)
{
    const auto victims = [&](int child) { return nodeAt(state, child).victims; };
    const auto worst = std::ranges::max_element(root.children, {}, victims);
    return worst == root.children.end() ? nullptr : waitOf(state, nodeAt(state, *worst));
}

QJsonObject rootJson(const PostgresState &state, const std::vector<int> &roots, int index)
{
    const LockNode &root = nodeAt(state, index);
    const SessionPtr session = findSession(state, root.pid);
    const LockWait *wait = mainWait(state, root);
    return {{u"pid"_s, root.pid},
            {u"backend_start"_s, session ? isoOrNull(startOf(*session)) : QJsonValue()},
            {u"state"_s, session ? QJsonValue(sessionStateName(session->state)) : QJsonValue()},
            {u"application"_s, session ? QJsonValue(session->application) : QJsonValue()},
            {u"victims"_s, root.victims},
            {u"freed"_s, root.freed},
            {u"freed_at_once"_s, root.freedAtOnce},
            {u"lost_seconds"_s, secondsOrNull(root.lost)},
            {u"longest_wait_seconds"_s, secondsOrNull(longestWait(state, roots, index))},
            {u"relation"_s, wait ? wait->relation : QString()},
            {u"lock_type"_s, wait ? wait->lockType : QString()},
            {u"mode"_s, wait ? wait->mode : QString()},
            {u"in_cycle"_s, root.inCycle}};
}

QJsonObject waitJson(const PostgresState &state, const std::vector<int> &roots, std::size_t index)
{
    const LockNode &node = state.forest.nodes[index];
    const LockWait &wait = *waitOf(state, node);
    return {{u"pid"_s, node.pid},
            {u"root"_s, nodeAt(state, roots[index]).pid},
            {u"parent"_s, node.parent < 0 ? QJsonValue() : QJsonValue(nodeAt(state, node.parent).pid)},
            {u"place"_s, node.place},
            {u"depth"_s, node.depth},
            {u"waits_seconds"_s, secondsOrNull(node.waited)},
            {u"relation"_s, wait.relation},
            {u"lock_type"_s, wait.lockType},
            {u"mode"_s, wait.mode}};
}

} // namespace

QJsonObject locksJson(const PostgresState &state)
{
    const std::vector<int> roots = rootsOfAll(state.forest);
    QJsonArray waits;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (state.forest.nodes[i].wait >= 0)
            waits.append(waitJson(state, roots, i));
    }
    return {{u"roots"_s, jsonArray(state.forest.roots, [&](int root) { return rootJson(state, roots, root); })},
            {u"waits"_s, waits}};
}

QJsonArray preparedJson(const PostgresState &state)
{
    return jsonArray(state.preparedTransactions, [&](const PreparedTransaction &transaction) {
        QJsonObject json = jsonOf(transaction);
        json.insert(u"age_seconds"_s, secondsOrNull(ageAt(state.serverNow, transaction.prepared)));
        json.insert(u"relations"_s, jsonArray(transaction.locks, [](const HeldLock &lock) { return lock.relation; }));
        return json;
    });
}

} // namespace lockmaster
