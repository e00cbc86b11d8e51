// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One client session, driven by readiness of its socket: connects, sends its statements, reads answers. Never blocks.
// Belongs to the crowd's thread.
#pragma once

#include <QByteArray>
#include <chrono>
#include <memory>
#include <vector>

#include "lab/crowd/crowdmember.h"

struct pg_conn;

namespace lockmaster {

class CrowdSession
{
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Phase {
        Waiting, ///< for its turn to connect
        Connecting,
        Busy,    ///< a statement is on its way or being worked on
        Pausing, ///< before the next statement
        Done,    ///< has said all; stays connected
        Lost,    ///< refused, or cut off
    };

    CrowdSession(const CrowdMember &member, QByteArray conninfo);
    ~CrowdSession();

    void connect();
    void onSocket();       ///< the socket is ready for events()
    void onTime(Time now); ///< dueAt() has come

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] int socket() const;
    [[nodiscard]] short events() const; ///< for poll(); 0: none
    [[nodiscard]] Time dueAt() const;   ///< Time::max(): never
    [[nodiscard]] int backendPid() const { return m_backendPid; }
    /// Of the newest failure: "53300", "40P01"; empty: none.
    [[nodiscard]] const QByteArray &sqlState() const { return m_sqlState; }
    [[nodiscard]] std::size_t answers() const { return m_answers; }
    /// Its last statement is on its way or beyond, once at least; or it is lost.
    [[nodiscard]] bool isSettled() const { return m_settled; }

private:
    struct Closer {
        void operator()(pg_conn *connection) const;
    };
    void continueConnecting();
    void send();
    void readAnswers();
    void pauseOrFinish();
    void lose();

    std::vector<QByteArray> m_statements;
    std::chrono::milliseconds m_pause;
    bool m_repeats;
    QByteArray m_conninfo;
    std::unique_ptr<pg_conn, Closer> m_connection;
    Phase m_phase = Phase::Waiting;
    short m_connectEvents = 0;
    std::size_t m_next = 0;
    Time m_due = Time::max();
    int m_backendPid = 0;
    QByteArray m_sqlState;
    std::size_t m_answers = 0;
    bool m_settled = false;
    bool m_unsent = false;
};

} // namespace lockmaster
