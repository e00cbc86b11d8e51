// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Many client sessions in one thread of their own, so that two thousand cost no more threads than one. The public
// functions are for the thread that owns the crowd.
#pragma once

#include <QString>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "lab/crowd/crowdsession.h"

namespace lockmaster {

struct Whereabouts {
    int backendPid = 0;
    CrowdSession::Phase phase = CrowdSession::Phase::Waiting;
    bool isSettled = false;
    QByteArray sqlState;
    std::size_t answers = 0;
};

class Crowd
{
public:
    /// How a member connects: user and application name to a connection string.
    using Conninfo = std::function<QString(const QString &user, const QString &applicationName)>;

    explicit Crowd(Conninfo conninfo);
    ~Crowd(); ///< closes all connections

    /// Members connect in the order they joined, a few dozen at a time. Answers the number of the first one.
    std::size_t join(const std::vector<CrowdMember> &members);
    std::size_t join(const CrowdMember &member) { return join(std::vector{member}); }

    [[nodiscard]] std::vector<Whereabouts> whereabouts() const;
    /// Everybody is settled, see CrowdSession::isSettled().
    bool waitUntilSettled(std::chrono::milliseconds patience) const;
    [[nodiscard]] std::vector<int> backendPids() const; ///< of all that connected
    [[nodiscard]] std::size_t answers() const;          ///< of all statements so far

private:
    void run(const std::stop_token &stop);
    void admit(std::vector<std::unique_ptr<CrowdSession>> &sessions);
    void publish(const std::vector<std::unique_ptr<CrowdSession>> &sessions);
    void wake() const;

    Conninfo m_conninfo;
    mutable std::mutex m_mutex;
    std::vector<std::unique_ptr<CrowdSession>> m_joining; ///< guarded
    std::vector<Whereabouts> m_whereabouts;               ///< guarded; grows at join()
    int m_wake;
    std::jthread m_thread;
};

} // namespace lockmaster
