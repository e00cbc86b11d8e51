// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a scene's play works with: sessions that act, waiting until the incident can be seen, facts for tests, and what
// must be cleared away afterwards.
#pragma once

#include <QString>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "lab/crowd/crowd.h"
#include "lab/lab.h"

namespace lockmaster {

struct SceneFacts {
    int rootPid = 0;             ///< the session behind it all, 0 when there is none
    std::vector<int> victimPids; ///< those who suffer: they wait, or are refused
    int refused = 0;             ///< sessions that could not connect (53300)
    QString globalId;            ///< of a prepared transaction
    QString target;              ///< the fleet's name of the server that it shows on; empty: the primary
};

class Stage
{
public:
    Stage(Lab &lab, int size);

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] Lab &lab() { return m_lab; }
    [[nodiscard]] Crowd &crowd() { return *m_crowd; } ///< sessions of the primary
    [[nodiscard]] Crowd &clients();                   ///< of PgBouncer
    [[nodiscard]] SceneFacts &facts() { return m_facts; }

    /// Joins and returns the backend's pid once its last statement is on its way and those before are answered.
    Result<int> enter(const CrowdMember &member);
    /// As enter(), for the session that causes the incident.
    Result<void> enterRoot(const CrowdMember &member);
    /// Join, and wait for a lock, all of them, before this returns.
    Result<void> enterVictims(const std::vector<CrowdMember> &members);

    /// Everybody who joined the crowd is there and has done as told; an error when somebody was refused.
    Result<void> settle(std::chrono::seconds patience = std::chrono::seconds(60));
    /// Asks the primary until the condition is true.
    Result<void> until(const QString &condition, std::chrono::seconds patience = std::chrono::seconds(20));
    /// Asks until it is seen; `what` is said when it is not.
    static Result<void> until(const std::function<bool()> &seen, const QString &what,
                              std::chrono::seconds patience = std::chrono::seconds(30));
    /// Goes on beside the scene, in a thread of its own that is told to stop at the end.
    void meanwhile(std::function<void(const std::stop_token &)> work) { m_works.emplace_back(std::move(work)); }

    /// For the end, when all sessions are gone: the last one first, and each of them even if another fails.
    void atEnd(std::function<Result<void>()> undo) { m_undo.push_back(std::move(undo)); }
    void atEnd(const QString &sql);
    /// The end: works, sessions and clients stop, then all is undone. Answers the first failure.
    Result<void> clear();

private:
    Lab &m_lab;
    int m_size;
    std::unique_ptr<Crowd> m_crowd;
    std::unique_ptr<Crowd> m_clients;
    std::vector<std::jthread> m_works;
    SceneFacts m_facts;
    std::vector<std::function<Result<void>()>> m_undo;
};

} // namespace lockmaster
