// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a scene's play works with: sessions that act, waiting until the incident can be seen, facts for tests, and what
// must be cleared away afterwards.
#pragma once

#include <QString>
#include <chrono>
#include <vector>

#include "lab/crowd.h"
#include "lab/lab.h"

namespace lockmaster {

struct SceneFacts {
    int rootPid = 0;             ///< the session behind it all, 0 when there is none
    std::vector<int> victimPids; ///< those who suffer: they wait, or are refused
    int refused = 0;             ///< sessions that could not connect (53300)
    QString globalId;            ///< of a prepared transaction
};

class Stage
{
public:
    Stage(Lab &lab, int size);

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] Lab &lab() { return m_lab; }
    [[nodiscard]] Crowd &crowd() { return m_crowd; }
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
    /// A statement for the end, run when all sessions are gone.
    void atEnd(const QString &sql) { m_cleanUp += sql; }
    [[nodiscard]] const QStringList &cleanUp() const { return m_cleanUp; }

private:
    Lab &m_lab;
    int m_size;
    Crowd m_crowd;
    SceneFacts m_facts;
    QStringList m_cleanUp;
};

} // namespace lockmaster
