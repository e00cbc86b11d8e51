// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions counted, once for all metrics that count them.
#pragma once

#include <array>
#include <chrono>
#include <map>

#include <QString>

#include "metrics/reading.h"
#include "model/postgres/session.h"

namespace lockmaster {

/// Classes of waits as charts colour them; an active session that does not wait is on a CPU, or wants to be.
inline constexpr std::array<const char *, 8> kWaitClasses{"CPU", "IO",     "Lock",    "LWLock",
                                                          "IPC", "Client", "Timeout", "Activity"};
inline constexpr std::array kCountedStates{SessionState::Active, SessionState::Idle, SessionState::IdleInTransaction,
                                           SessionState::IdleInTransactionAborted};

/// Of client sessions.
struct SessionTally {
    explicit SessionTally(const Reading &reading);

    bool isHidden = false; ///< from our login: nothing was counted, which is not 0
    std::array<int, kCountedStates.size()> states{};
    std::array<int, kWaitClasses.size()> waits{}; ///< of active ones
    std::chrono::microseconds oldestTransaction{};
};

/// Of all sessions that have a state, as postgres_exporter groups them.
struct SessionGroups {
    explicit SessionGroups(const Reading &reading);

    struct Group {
        int count = 0;
        std::chrono::microseconds oldestTransaction{};
    };
    /// datname, state, usename, application_name, backend_type, wait_event_type, wait_event
    std::map<std::array<QString, 7>, Group> groups;
};

} // namespace lockmaster
