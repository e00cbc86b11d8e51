// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/lockrelease.h"

#include "model/postgres/lockgraph.h"

#include <algorithm>
#include <iterator>

namespace lockmaster {
namespace {

class Release
{
public:
    explicit Release(const std::vector<LockWait> &waits)
        : m_waits(waits), m_graph(lockGraph(waits)), m_behind(m_graph.nodes.size())
    {
        for (int node = 0; node < std::ssize(m_graph.nodes); ++node) {
            for (const int blocker : m_graph.nodes[at(node)].blockers)
                m_behind[at(blocker)].push_back(node);
        }
    }

    [[nodiscard]] LockRelease by(const std::set<int> &ended, const std::vector<int> &unsure = {}) const
    {
        std::vector<std::size_t> heldBy; ///< by how many each node is held up
        std::ranges::transform(m_graph.nodes, std::back_inserter(heldBy),
                               [](const LockGraph::Node &node) { return node.blockers.size(); });
        for (const int node : unsure)
            ++heldBy[at(node)]; // by the lock, when its holder is out of the way
        std::vector<int> gone;
        for (int node = 0; node < std::ssize(m_graph.nodes); ++node) {
            if (ended.contains(pid(node)))
                gone.push_back(node);
        }
        std::vector<bool> met(m_graph.nodes.size(), false);
        for (const int node : gone)
            met[at(node)] = true;
        LockRelease release;
        std::vector<int> wave = goOnAfter(gone, heldBy, met);
        release.atOnce = pids(wave);
        std::vector<int> all = gone;
        for (; !wave.empty(); wave = goOnAfter(wave, heldBy, met)) {
            if (all.size() > gone.size())
                std::ranges::copy(pids(wave), std::back_inserter(release.inTurn));
            all.insert(all.end(), wave.begin(), wave.end());
        }
        release.held = pids(stillBehind(std::move(all), met));
        release.unsure = pids(unsure);
        std::erase_if(release.held, [&](int pid) { return std::ranges::contains(release.unsure, pid); });
        return release;
    }

    /// Nodes that wait for an advisory lock which `holder` has, not for its place in the queue.
    [[nodiscard]] std::vector<int> behindAdvisoryLocks(int holder) const
    {
        std::vector<int> found;
        for (int node = 0; node < std::ssize(m_graph.nodes); ++node) {
            if (pid(node) != holder)
                continue;
            std::ranges::copy_if(m_behind[at(node)], std::back_inserter(found), [&](int waiter) {
                const LockWait &wait = waitOf(waiter);
                return wait.lockType == u"advisory" && !wants(node, wait.object);
            });
        }
        return found;
    }

    /// Of some pids, the one whom most others stand behind; 0 when nobody stands behind any of them.
    [[nodiscard]] int mostInTheWay(const std::vector<int> &some) const
    {
        int most = -1;
        for (int node = 0; node < std::ssize(m_graph.nodes); ++node) {
            if (std::ranges::contains(some, pid(node)) && !m_behind[at(node)].empty()
                && (most < 0 || m_behind[at(node)].size() > m_behind[at(most)].size()))
                most = node;
        }
        return most < 0 ? 0 : pid(most);
    }

private:
    [[nodiscard]] int pid(int node) const { return m_graph.nodes[at(node)].pid; }

    [[nodiscard]] const LockWait &waitOf(int waiter) const { return m_waits[at(m_graph.nodes[at(waiter)].wait)]; }
    [[nodiscard]] bool wants(int node, const QString &object) const
    {
        return m_graph.nodes[at(node)].wait >= 0 && waitOf(node).object == object;
    }

    [[nodiscard]] std::vector<int> pids(const std::vector<int> &nodes) const
    {
        std::vector<int> all;
        std::ranges::transform(nodes, std::back_inserter(all), [this](int node) { return pid(node); });
        return all;
    }

    /// Those whom nobody holds up any more when `gone` are gone too.
    [[nodiscard]] std::vector<int> goOnAfter(const std::vector<int> &gone, std::vector<std::size_t> &heldBy,
                                             std::vector<bool> &met) const
    {
        std::vector<int> freed;
        for (const int node : gone) {
            for (const int waiter : m_behind[at(node)]) {
                if (--heldBy[at(waiter)] > 0 || met[at(waiter)])
                    continue;
                met[at(waiter)] = true;
                freed.push_back(waiter);
            }
        }
        return freed;
    }

    [[nodiscard]] std::vector<int> stillBehind(std::vector<int> toFollow, std::vector<bool> &met) const
    {
        std::vector<int> held;
        for (std::size_t i = 0; i < toFollow.size(); ++i) {
            for (const int waiter : m_behind[at(toFollow[i])]) {
                if (met[at(waiter)])
                    continue;
                met[at(waiter)] = true;
                held.push_back(waiter);
                toFollow.push_back(waiter);
            }
        }
        return held;
    }

    const std::vector<LockWait> &m_waits;
    LockGraph m_graph;
    std::vector<std::vector<int>> m_behind;
};

} // namespace

LockRelease releaseBy(const std::vector<LockWait> &waits, const std::set<int> &ended)
{
    return Release(waits).by(ended);
}

LockRelease releaseByCancelling(const std::vector<LockWait> &waits, int pid)
{
    const Release release(waits);
    return release.by({pid}, release.behindAdvisoryLocks(pid));
}

std::vector<int> endingThatFreesAll(const std::vector<LockWait> &waits, int root)
{
    const Release release(waits);
    std::vector<int> ended{root};
    while (ended.size() <= kMostEnded) {
        const LockRelease now = release.by({ended.begin(), ended.end()});
        if (now.inTurn.empty())
            return ended.size() > 1 && now.atOnce.size() >= ended.size() ? ended : std::vector<int>();
        const int next = release.mostInTheWay(now.atOnce);
        if (next == 0)
            return {};
        ended.push_back(next);
    }
    return {};
}

} // namespace lockmaster
