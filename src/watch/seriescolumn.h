// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of one series, one for each row of a store's times. Four bytes each.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

namespace lockmaster {

class SeriesColumn
{
public:
    SeriesColumn(QString name, std::size_t firstRow) : m_name(std::move(name)), m_first(firstRow) {}

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] std::size_t first() const { return m_first; }                 ///< row
    [[nodiscard]] std::size_t end() const { return m_first + m_values.size(); } ///< the row after the last
    /// NaN where the series was not told.
    [[nodiscard]] float at(std::size_t row) const;

    /// `row` is not before end().
    void put(std::size_t row, double value);
    /// The series is not told in `row`: the first such row says so, later ones need not.
    void close(std::size_t row);
    /// Of four rows each, two remain: the lowest and the highest, in the order in which they came. A gap stays a gap.
    void halve(std::size_t from, std::size_t to);
    void dropFirst(std::size_t rows);

    [[nodiscard]] std::int64_t bytes() const;

private:
    QString m_name;
    std::size_t m_first;
    std::vector<float> m_values;
};

} // namespace lockmaster
