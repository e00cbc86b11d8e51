// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/lockgraph.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>

namespace lockmaster {
namespace {

/// Numbers pids from 0 in the order in which they are first asked for. Open addressing, because it is asked for each
/// blocker of each waiter: half a million times for a hot row with a thousand waiters.
class PidNumbers
{
public:
    int numberOf(int pid)
    {
        std::size_t slot = slotOf(pid);
        if (m_slots[slot] < 0) {
            if (m_pids.size() * 2 >= m_slots.size()) {
                grow();
                slot = slotOf(pid);
            }
            m_slots[slot] = static_cast<int>(m_pids.size());
            m_pids.push_back(pid);
        }
        return m_slots[slot];
    }

    [[nodiscard]] const std::vector<int> &pids() const { return m_pids; }

private:
    [[nodiscard]] std::size_t slotOf(int pid) const
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t slot = (static_cast<std::uint32_t>(pid) * 2654435761U) & mask;
        while (m_slots[slot] >= 0 && m_pids[static_cast<std::size_t>(m_slots[slot])] != pid)
            slot = (slot + 1) & mask;
        return slot;
    }

    void grow()
    {
        m_slots.assign(m_slots.size() * 2, -1);
        for (std::size_t number = 0; number < m_pids.size(); ++number)
            m_slots[slotOf(m_pids[number])] = static_cast<int>(number);
    }

    std::vector<int> m_slots = std::vector<int>(64, -1); // a power of two
    std::vector<int> m_pids;
};

class Builder
{
public:
    explicit Builder(const std::vector<LockWait> &waits) : m_waits(waits) {}

    LockGraph build()
    {
        for (const LockWait &wait : m_waits)
            m_numbers.numberOf(wait.pid);
        m_edges.resize(m_numbers.pids().size());
        for (std::size_t i = 0; i < m_waits.size(); ++i)
            addWait(static_cast<int>(i));
        nameNodes();
        numberPlaces();
        inheritWaits();
        return std::move(m_graph);
    }

private:
    struct Edges {
        int wait = -1;
        std::vector<int> blockers;
    };

    LockGraph::Node &node(int index) { return m_graph.nodes[static_cast<std::size_t>(index)]; }
    const LockWait &waitOf(const LockGraph::Node &node) const { return m_waits[static_cast<std::size_t>(node.wait)]; }

    /// A session waits for one lock; a second row of the same pid (a torn read) is not believed.
    void addWait(int index)
    {
        const LockWait &wait = m_waits[static_cast<std::size_t>(index)];
        const int self = m_numbers.numberOf(wait.pid);
        Edges &edges = m_edges[static_cast<std::size_t>(self)];
        if (edges.wait >= 0)
            return;
        edges.wait = index;
        edges.blockers.reserve(wait.blockers.size());
        for (const int pid : wait.blockers)
            addEdge(self, edges.blockers, m_numbers.numberOf(pid));
    }

    /// Leaves out repeats (the leader of parallel workers is named once for each) and waits for oneself.
    void addEdge(int self, std::vector<int> &blockers, int blocker)
    {
        const auto at = static_cast<std::size_t>(blocker);
        if (at >= m_lastWaiter.size())
            m_lastWaiter.resize(at * 2 + 64, -1);
        if (blocker == self || m_lastWaiter[at] == self)
            return;
        m_lastWaiter[at] = self;
        blockers.push_back(blocker);
    }

    void nameNodes()
    {
        m_graph.nodes.resize(m_numbers.pids().size());
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i)
            m_graph.nodes[i].pid = m_numbers.pids()[i];
        for (std::size_t i = 0; i < m_edges.size(); ++i) {
            m_graph.nodes[i].wait = m_edges[i].wait;
            m_graph.nodes[i].direct = m_edges[i].blockers.size();
            m_graph.nodes[i].blockers = std::move(m_edges[i].blockers);
        }
    }

    /// The server serves a queue by time of arrival.
    void numberPlaces()
    {
        std::vector<int> waiters(m_edges.size());
        std::iota(waiters.begin(), waiters.end(), 0);
        std::ranges::sort(waiters, {}, [this](int index) {
            const LockWait &wait = waitOf(node(index));
            return std::tuple(QStringView(wait.object), wait.waitStart.value_or(ServerTime::max()),
                              wait.blockers.size(), wait.pid);
        });
        int place = 0;
        for (std::size_t i = 0; i < waiters.size(); ++i) {
            const bool sameQueue = i > 0 && waitOf(node(waiters[i])).object == waitOf(node(waiters[i - 1])).object;
            place = sameQueue ? place + 1 : 1;
            node(waiters[i]).place = place;
        }
    }

    /// The lock on a tuple is but the ticket for waiting on the transaction that wrote it: who waits for the ticket
    /// waits for that transaction too, though pg_blocking_pids names only the holder of the ticket.
    void inheritWaits()
    {
        m_lastWaiter.assign(m_graph.nodes.size(), -1);
        for (std::size_t i = 0; i < m_edges.size(); ++i) {
            LockGraph::Node &waiter = m_graph.nodes[i];
            if (waitOf(waiter).lockType != u"tuple")
                continue;
            std::vector<int> all;
            for (const int blocker : waiter.blockers)
                addEdge(static_cast<int>(i), all, blocker);
            for (const int holder : waiter.blockers) {
                if (node(holder).wait >= 0 && waitOf(node(holder)).lockType == u"transactionid")
                    for (const int blocker : node(holder).directBlockers())
                        addEdge(static_cast<int>(i), all, blocker);
            }
            waiter.blockers = std::move(all);
        }
    }

    const std::vector<LockWait> &m_waits;
    LockGraph m_graph;
    PidNumbers m_numbers;
    std::vector<Edges> m_edges;    // of the waiters, which have the lowest numbers
    std::vector<int> m_lastWaiter; // by blocker: the last waiter that it was added to
};

} // namespace

LockGraph lockGraph(const std::vector<LockWait> &waits)
{
    return Builder(waits).build();
}

} // namespace lockmaster
