// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "base/clock.h"
#include "metrics/values.h"

namespace lockmaster {

/// The rate of a cumulative counter. One that went down was reset: that interval gives no rate, never a spike. Two
/// readings that follow each other at once, e.g. because a page was opened, tell too little: the rate stays.
class CounterRate
{
public:
    /// A second, since the last reading; nothing at the first, after a reset or within the same moment.
    std::optional<double> next(Amount counter, SteadyTime at);

private:
    struct Last {
        Amount counter = 0;
        SteadyTime at{};
        std::optional<double> rate; ///< as told last
    };
    std::optional<Last> m_last;
};

} // namespace lockmaster
