// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/lockgraph.h"

#include <algorithm>

namespace lockmaster {
namespace {

/// Tarjan's algorithm with its recursion as a stack of our own: a queue may be thousands deep.
class Grouper
{
public:
    explicit Grouper(const LockGraph &graph) : m_graph(graph), m_marks(graph.nodes.size()) {}

    std::vector<std::vector<int>> groups()
    {
        for (int node = 0; node < std::ssize(m_graph.nodes); ++node)
            if (mark(node).number == 0)
                visit(node);
        return std::move(m_groups);
    }

private:
    struct Mark {
        int number = 0; // order of discovery, from 1
        int low = 0;    // the lowest number reachable
        bool open = false;
    };
    struct Frame {
        int node = 0;
        std::size_t nextEdge = 0;
    };

    Mark &mark(int node) { return m_marks[static_cast<std::size_t>(node)]; }

    void enter(int node)
    {
        ++m_count;
        mark(node) = {m_count, m_count, true};
        m_open.push_back(node);
        m_frames.push_back({node, 0});
    }

    void visit(int start)
    {
        enter(start);
        while (!m_frames.empty()) {
            const int node = m_frames.back().node;
            const auto &blockers = m_graph.nodes[static_cast<std::size_t>(node)].blockers;
            if (m_frames.back().nextEdge < blockers.size())
                follow(node, blockers[m_frames.back().nextEdge++]);
            else
                leave(node);
        }
    }

    void follow(int node, int blocker)
    {
        if (mark(blocker).number == 0)
            enter(blocker);
        else if (mark(blocker).open)
            mark(node).low = std::min(mark(node).low, mark(blocker).number);
    }

    void leave(int node)
    {
        m_frames.pop_back();
        if (!m_frames.empty()) {
            Mark &caller = mark(m_frames.back().node);
            caller.low = std::min(caller.low, mark(node).low);
        }
        if (mark(node).low == mark(node).number)
            closeGroup(node);
    }

    void closeGroup(int first)
    {
        std::vector<int> &group = m_groups.emplace_back();
        int node = -1;
        do {
            node = m_open.back();
            m_open.pop_back();
            mark(node).open = false;
            group.push_back(node);
        } while (node != first);
    }

    const LockGraph &m_graph;
    std::vector<Mark> m_marks;
    std::vector<Frame> m_frames;
    std::vector<int> m_open;
    std::vector<std::vector<int>> m_groups;
    int m_count = 0;
};

} // namespace

std::vector<std::vector<int>> lockGroups(const LockGraph &graph)
{
    return Grouper(graph).groups();
}

} // namespace lockmaster
