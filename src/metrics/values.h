// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The values that one metric has at a moment: one for each of its series, each with the values of its labels.
#pragma once

#include <QString>
#include <concepts>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "model/servertime.h"

namespace lockmaster {

/// Exact for whole numbers up to 2^63, as counters are: a double would lose the last digits that a rate is made of.
using Amount = long double;

/// What a metric's reader fills. What is not known is not added: no value is not 0.
class Values
{
public:
    /// A metric without labels.
    template <typename Number>
    void add(const Number &value)
    {
        add({}, value);
    }
    /// Durations count in seconds, moments in seconds since 1970. As many labels as the metric has, in its order.
    template <typename Number>
    void add(std::initializer_list<QString> labels, const Number &value)
    {
        push({labels.begin(), labels.size()}, asNumber(value));
    }
    template <typename Number>
    void add(std::initializer_list<QString> labels, const std::optional<Number> &value)
    {
        if (value)
            add(labels, *value);
    }

    /// Empties it for a metric with so many labels; what it holds in memory it keeps.
    void begin(std::size_t labels);
    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    [[nodiscard]] Amount value(std::size_t place) const { return m_values[place]; }
    [[nodiscard]] std::span<const QString> labels(std::size_t place) const;

private:
    static Amount asNumber(std::convertible_to<double> auto value) { return static_cast<Amount>(value); }
    template <typename Rep, typename Period>
    static Amount asNumber(std::chrono::duration<Rep, Period> value)
    {
        return inSeconds(value);
    }
    static Amount asNumber(ServerTime moment) { return inSeconds(moment.time_since_epoch()); }
    void push(std::span<const QString> labels, Amount value);

    std::size_t m_width = 0;
    std::vector<QString> m_labels;
    std::vector<Amount> m_values;
};

} // namespace lockmaster
