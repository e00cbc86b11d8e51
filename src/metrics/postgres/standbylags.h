// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "metrics/reading.h"
#include "model/postgres/replicationlag.h"

namespace lockmaster {

/// How far those who have to keep up with a server are behind: standbys and subscribers.
struct StandbyLags {
    explicit StandbyLags(const Reading &reading);

    std::vector<std::pair<WalSender, Lag>> behind;
};

/// application_name and pid: two of the same name are two.
std::array<QString, 2> lagLabels(const WalSender &sender);

/// The series of how many bytes it is behind: lockmaster_replication_lag_bytes{application_name="s1",pid="4711"}.
QString lagSeries(const WalSender &sender);

} // namespace lockmaster
