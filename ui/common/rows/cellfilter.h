// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person types into a column's filter: "orders", "!idle", ">5s", "<=10", "=0".
#pragma once

#include <QString>
#include <optional>

namespace lockmaster {

class CellFilter
{
public:
    CellFilter() = default;
    explicit CellFilter(QString text);

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] const QString &text() const { return m_text; }

    /// `number` is the cell's value where it has one (durations in seconds). A comparison never matches a cell
    /// without a number. "!" turns a text filter round.
    [[nodiscard]] bool matches(const QString &cellText, std::optional<double> number) const;

private:
    enum class Operator { Contains, ContainsNot, Less, LessOrEqual, Greater, GreaterOrEqual, Equal };
    bool readComparison();
    QString m_text;
    QString m_needle;
    Operator m_operator = Operator::Contains;
    double m_number = 0;
};

/// "5", "5s", "5 min", "340ms", "2h", "1d" in seconds (a plain number is itself); empty when it is none of these.
std::optional<double> readQuantity(QStringView text);

} // namespace lockmaster
