// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Collects the samples of an exposition. What is not known is not added.
#pragma once

#include <optional>
#include <vector>

#include "model/metrics.h"
#include "model/servertime.h"
#include "model/series.h"

namespace lockmaster {

class Exposer
{
public:
    void add(const QString &metric, const SeriesLabels &labels, double value)
    {
        m_samples.push_back({seriesText(metric, labels), value});
    }
    void add(const QString &metric, const SeriesLabels &labels, std::optional<std::int64_t> value)
    {
        if (value)
            add(metric, labels, double(*value));
    }
    /// As seconds since 1970.
    void add(const QString &metric, const SeriesLabels &labels, std::optional<ServerTime> moment)
    {
        if (moment)
            add(metric, labels, std::chrono::duration<double>(moment->time_since_epoch()).count());
    }
    /// As seconds.
    void add(const QString &metric, const SeriesLabels &labels, std::chrono::microseconds duration)
    {
        add(metric, labels, std::chrono::duration<double>(duration).count());
    }
    [[nodiscard]] std::vector<Sample> take() { return std::move(m_samples); }

private:
    std::vector<Sample> m_samples;
};

} // namespace lockmaster
