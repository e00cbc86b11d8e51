// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/lockforest.h"

#include "model/postgres/lockgraph.h"
#include "model/postgres/locktally.h"

#include <algorithm>
#include <tuple>

namespace lockmaster {
namespace {

class Planter
{
public:
    Planter(const std::vector<LockWait> &waits, ServerTime now) : m_waits(waits), m_graph(lockGraph(waits))
    {
        m_tree.parents.resize(m_graph.nodes.size(), -1);
        for (const LockGraph::Node &node : m_graph.nodes) {
            const auto start = node.wait < 0 ? std::optional<ServerTime>() : m_waits[at(node.wait)].waitStart;
            m_tree.waited.push_back(ageAt(now, start).value_or(std::chrono::microseconds::zero()));
        }
    }

    LockForest plant()
    {
        for (int node = 0; node < std::ssize(m_graph.nodes); ++node)
            m_tree.parents[at(node)] = chooseParent(node);
        cutCycles();
        growChildren();
        orderNodes();
        m_tallies = lockTallies(m_graph, m_tree);
        sortRoots();
        return emitted();
    }

private:
    const LockGraph::Node &node(int index) const { return m_graph.nodes[at(index)]; }
    const QString &object(const LockGraph::Node &node) const { return m_waits[at(node.wait)].object; }

    int chooseParent(int index) const
    {
        const auto blockers = node(index).directBlockers();
        const auto best = std::ranges::min_element(blockers, {}, [&](int blocker) { return rank(index, blocker); });
        return best == blockers.end() ? -1 : *best;
    }

    /// Lowest first: a holder that waits for nothing, one that waits elsewhere, the one next ahead, those behind.
    std::tuple<int, int> rank(int waiter, int blocker) const
    {
        const LockGraph::Node &other = node(blocker);
        if (other.wait < 0)
            return {0, other.pid};
        if (object(other) != object(node(waiter)))
            return {1, other.pid};
        return other.place < node(waiter).place ? std::tuple(2, -other.place) : std::tuple(3, other.place);
    }

    /// In a deadlock the parents go round. The one that has waited longest becomes the root.
    void cutCycles()
    {
        std::vector<int> seenFrom(m_graph.nodes.size(), -1);
        for (int start = 0; start < std::ssize(m_graph.nodes); ++start) {
            int index = start;
            while (index >= 0 && seenFrom[at(index)] < 0) {
                seenFrom[at(index)] = start;
                index = m_tree.parents[at(index)];
            }
            if (index >= 0 && seenFrom[at(index)] == start)
                m_tree.parents[at(longestWaiting(index))] = -1;
        }
    }

    int longestWaiting(int inCycle) const
    {
        int best = inCycle;
        for (int index = m_tree.parents[at(inCycle)]; index != inCycle; index = m_tree.parents[at(index)])
            if (ageKey(index) < ageKey(best))
                best = index;
        return best;
    }

    std::tuple<std::chrono::microseconds, int> ageKey(int index) const
    {
        return {-m_tree.waited[at(index)], node(index).pid};
    }

    void growChildren()
    {
        m_children.resize(m_graph.nodes.size());
        std::vector<bool> blocks(m_graph.nodes.size(), false);
        for (const LockGraph::Node &each : m_graph.nodes)
            for (const int blocker : each.blockers)
                blocks[at(blocker)] = true;
        for (int index = 0; index < std::ssize(m_graph.nodes); ++index) {
            if (const int parent = m_tree.parents[at(index)]; parent >= 0)
                m_children[at(parent)].push_back(index);
            else if (blocks[at(index)])
                m_roots.push_back(index); // else its wait is over: named by nobody, blocked by nobody
        }
        for (std::vector<int> &children : m_children)
            std::ranges::sort(children, {}, [this](int i) { return std::tuple(node(i).place, ageKey(i)); });
    }

    void orderNodes()
    {
        m_tree.order.clear();
        std::vector<int> stack(m_roots.rbegin(), m_roots.rend());
        while (!stack.empty()) {
            const int index = stack.back();
            stack.pop_back();
            m_tree.order.push_back(index);
            const std::vector<int> &children = m_children[at(index)];
            stack.insert(stack.end(), children.rbegin(), children.rend());
        }
    }

    void sortRoots()
    {
        std::ranges::sort(m_roots, {}, [this](int index) {
            const LockTally &tally = m_tallies[at(index)];
            return std::tuple(-tally.victims, -tally.freed, -tally.lost, node(index).pid);
        });
        orderNodes();
    }

    LockForest emitted() const
    {
        LockForest forest;
        std::vector<int> places(m_graph.nodes.size(), -1);
        for (const int index : m_tree.order)
            places[at(index)] = emit(index, places, forest);
        return forest;
    }

    int emit(int index, const std::vector<int> &places, LockForest &forest) const
    {
        const LockTally &tally = m_tallies[at(index)];
        const int self = static_cast<int>(forest.nodes.size());
        const int parent = m_tree.parents[at(index)];
        LockNode out{.pid = node(index).pid,
                     .wait = node(index).wait,
                     .place = node(index).place,
                     .victims = tally.victims,
                     .freed = tally.freed,
                     .freedAtOnce = tally.freedAtOnce,
                     .waited = m_tree.waited[at(index)],
                     .lost = tally.lost,
                     .inCycle = tally.inCycle};
        if (parent < 0) {
            forest.roots.push_back(self);
        } else {
            LockNode &above = forest.nodes[at(places[at(parent)])];
            above.children.push_back(self);
            out.parent = places[at(parent)];
            out.depth = above.depth + 1;
        }
        forest.nodes.push_back(std::move(out));
        return self;
    }

    const std::vector<LockWait> &m_waits;
    LockGraph m_graph;
    LockTree m_tree;
    std::vector<std::vector<int>> m_children;
    std::vector<int> m_roots;
    std::vector<LockTally> m_tallies;
};

} // namespace

int LockForest::find(int pid) const
{
    const auto found = std::ranges::find(nodes, pid, &LockNode::pid);
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

int LockForest::rootOf(int pid) const
{
    int index = find(pid);
    while (index >= 0 && nodes[at(index)].parent >= 0)
        index = nodes[at(index)].parent;
    return index;
}

LockForest lockForest(const std::vector<LockWait> &waits, ServerTime now)
{
    return waits.empty() ? LockForest{} : Planter(waits, now).plant();
}

} // namespace lockmaster
