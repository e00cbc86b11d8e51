// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <optional>

#include "base/clock.h"

namespace lockmaster {

/// Rates from cumulative counters. A counter that went down was reset: that interval gives no rate, never a spike.
/// Two samples that follow each other at once, e.g. because a page was opened, tell too little: the rate stays.
class RateTracker
{
public:
    /// Per second since the last call for this name; nothing at the first, after a reset or within the same moment.
    std::optional<double> rate(const QString &name, std::int64_t counter, SteadyTime at);
    /// Forget all, e.g. because the server was restarted.
    void clear() { m_last.clear(); }

private:
    struct Last {
        std::int64_t counter = 0;
        SteadyTime at{};
        std::optional<double> rate; ///< as told last
    };
    QHash<QString, Last> m_last;
};

} // namespace lockmaster
