// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The shop on an ordinary day: orders come in, are paid and looked at, at a steady rate, through PgBouncer when the lab
// has one; articles are read from Redis when there is one, where about one in twenty is missing. Who is cut off comes back.
// Runs until destroyed.
#pragma once

#include "lab/crowd/crowd.h"
#include "lab/lab.h"

#include <thread>

namespace lockmaster {

class Workload
{
public:
    /// `rate`: transactions a second, over eight sessions; Redis is asked four times as often.
    Workload(const Lab &lab, double rate);

    [[nodiscard]] std::size_t done() const { return m_crowd.answers(); }

private:
    Crowd m_crowd;
    std::jthread m_reader; ///< of Redis
};

} // namespace lockmaster
