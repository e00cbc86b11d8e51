// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/locktally.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <ranges>
#include <span>
#include <unordered_map>

namespace lockmaster {
namespace {

/// Deadlocks are rare and short, but a file may tell anything: what ending one of a long one frees takes the square of its
/// length, and is not worked out to the end.
constexpr std::size_t kMostSteps = 2'000'000;

using Groups = std::vector<std::vector<int>>;

void tallyBranches(const LockTree &tree, std::vector<LockTally> &tallies)
{
    for (const int node : std::views::reverse(tree.order)) {
        const int parent = tree.parents[at(node)];
        if (parent < 0)
            continue;
        tallies[at(parent)].victims += tallies[at(node)].victims + 1;
        tallies[at(parent)].lost += tallies[at(node)].lost + tree.waited[at(node)];
    }
}

/// Those of 64 roots that each node stands behind, as bits. Several may hold what one waits for; the tree shows it
/// behind one of them only.
std::vector<std::uint64_t> rootsBefore(const LockGraph &graph, const Groups &groups, std::span<const int> roots)
{
    std::vector<std::uint64_t> masks(graph.nodes.size(), 0);
    for (std::size_t i = 0; i < roots.size(); ++i)
        masks[at(roots[i])] = std::uint64_t{1} << i;
    for (const std::vector<int> &group : groups) {
        std::uint64_t mask = 0;
        for (const int node : group) {
            mask |= masks[at(node)];
            for (const int blocker : graph.nodes[at(node)].blockers)
                mask |= masks[at(blocker)];
        }
        for (const int node : group)
            masks[at(node)] = mask;
    }
    return masks;
}

void tallyRoots(const LockGraph &graph, const Groups &groups, const LockTree &tree, std::vector<LockTally> &tallies)
{
    std::vector<int> roots;
    std::ranges::copy_if(tree.order, std::back_inserter(roots), [&](int node) { return tree.parents[at(node)] < 0; });
    for (std::size_t first = 0; first < roots.size(); first += 64) {
        const auto some = std::span(roots).subspan(first, std::min<std::size_t>(64, roots.size() - first));
        const std::vector<std::uint64_t> masks = rootsBefore(graph, groups, some);
        for (const int root : some)
            tallies[at(root)] = {};
        for (const int node : tree.order) {
            for (std::uint64_t mask = masks[at(node)]; mask != 0; mask &= mask - 1) {
                const int root = some[at(std::countr_zero(mask))];
                if (root == node)
                    continue;
                ++tallies[at(root)].victims;
                tallies[at(root)].lost += tree.waited[at(node)];
            }
        }
    }
}

/// Who frees whom is dominance: a node goes on when X ends, if every way to what holds it leads through X. In blocker
/// order the immediate dominator is the nearest common ancestor of the blockers in the tree of dominators.
class Dominators
{
public:
    explicit Dominators(const LockGraph &graph)
        : m_graph(graph), m_above(graph.nodes.size(), -1), m_depth(graph.nodes.size(), 0)
    {
    }

    void take(const std::vector<int> &group)
    {
        const std::vector<int> &blockers = m_graph.nodes[at(group.front())].blockers;
        if (group.size() > 1 || blockers.empty())
            return; // a deadlock is ended by one of its own only
        int above = blockers.front();
        for (const int blocker : blockers)
            above = common(above, blocker);
        m_above[at(group.front())] = above;
        m_depth[at(group.front())] = above < 0 ? 0 : m_depth[at(above)] + 1;
    }

    [[nodiscard]] int above(int node) const { return m_above[at(node)]; }

private:
    [[nodiscard]] int common(int a, int b) const
    {
        while (a != b && a >= 0 && b >= 0) {
            if (m_depth[at(a)] >= m_depth[at(b)])
                a = m_above[at(a)];
            else
                b = m_above[at(b)];
        }
        return a == b ? a : -1;
    }

    const LockGraph &m_graph;
    std::vector<int> m_above; // -1: nothing alone frees it
    std::vector<int> m_depth;
};

void tallyFreed(const LockGraph &graph, const Groups &groups, std::vector<LockTally> &tallies)
{
    Dominators dominators(graph);
    for (const std::vector<int> &group : groups)
        dominators.take(group);
    for (const std::vector<int> &group : std::views::reverse(groups))
        for (const int node : group)
            if (const int above = dominators.above(node); above >= 0)
                tallies[at(above)].freed += tallies[at(node)].freed + 1;
}

/// `steps`: how many more may be looked at, of all together.
int freedByEnding(int first, const LockGraph &graph, const std::vector<std::vector<int>> &waiters, std::size_t &steps)
{
    std::unordered_map<int, std::size_t> held; ///< by how many each is still held, of those that were met
    std::vector<int> ended{first};
    for (std::size_t i = 0; i < ended.size(); ++i) {
        for (const int waiter : waiters[at(ended[i])]) {
            if (steps == 0)
                return 0;
            --steps;
            const auto known = held.try_emplace(waiter, graph.nodes[at(waiter)].blockers.size()).first;
            if (waiter != first && --known->second == 0)
                ended.push_back(waiter);
        }
    }
    return static_cast<int>(ended.size()) - 1;
}

/// Each of their members is tried.
void tallyCycles(const LockGraph &graph, const Groups &groups, std::vector<LockTally> &tallies)
{
    std::vector<std::vector<int>> waiters;
    std::size_t steps = kMostSteps;
    for (const std::vector<int> &group : groups) {
        if (group.size() < 2)
            continue;
        if (waiters.empty()) {
            waiters.resize(graph.nodes.size());
            for (int node = 0; node < std::ssize(graph.nodes); ++node)
                for (const int blocker : graph.nodes[at(node)].blockers)
                    waiters[at(blocker)].push_back(node);
        }
        for (const int node : group) {
            tallies[at(node)].inCycle = true;
            tallies[at(node)].freed = freedByEnding(node, graph, waiters, steps);
        }
    }
}

} // namespace

std::vector<LockTally> lockTallies(const LockGraph &graph, const LockTree &tree)
{
    const Groups groups = lockGroups(graph);
    std::vector<LockTally> tallies(graph.nodes.size());
    tallyBranches(tree, tallies);
    tallyRoots(graph, groups, tree, tallies);
    tallyFreed(graph, groups, tallies);
    for (const LockGraph::Node &node : graph.nodes) {
        if (node.blockers.size() == 1)
            ++tallies[at(node.blockers.front())].freedAtOnce;
    }
    tallyCycles(graph, groups, tallies);
    return tallies;
}

} // namespace lockmaster
