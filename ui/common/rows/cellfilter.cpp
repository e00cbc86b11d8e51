// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/rows/cellfilter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lockmaster {
namespace {

struct Unit {
    QStringView name;
    double seconds;
};

constexpr std::array kUnits{Unit{u"ms", 0.001}, Unit{u"min", 60},  Unit{u"s", 1}, Unit{u"m", 60},
                            Unit{u"h", 3600},   Unit{u"d", 86400}, Unit{u"", 1}};

} // namespace

std::optional<double> readQuantity(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const auto letter = std::ranges::find_if(trimmed, [](QChar c) { return c.isLetter(); });
    const auto digits = std::distance(trimmed.begin(), letter);
    const QStringView unitName = trimmed.sliced(digits);
    const auto unit = std::ranges::find_if(kUnits, [&](const Unit &known) { return known.name == unitName; });
    bool isNumber = false;
    const double number = trimmed.first(digits).trimmed().toDouble(&isNumber);
    if (!isNumber || unit == kUnits.end())
        return {};
    return number * unit->seconds;
}

CellFilter::CellFilter(QString text) : m_text(std::move(text).trimmed()), m_needle(m_text)
{
    if (readComparison() || !m_text.startsWith(u'!'))
        return;
    m_operator = Operator::ContainsNot;
    m_needle = m_text.sliced(1).trimmed();
}

bool CellFilter::readComparison()
{
    static constexpr std::array<std::pair<QStringView, Operator>, 5> kOperators{{{u"<=", Operator::LessOrEqual},
                                                                                 {u">=", Operator::GreaterOrEqual},
                                                                                 {u"<", Operator::Less},
                                                                                 {u">", Operator::Greater},
                                                                                 {u"=", Operator::Equal}}};
    for (const auto &[sign, operation] : kOperators) {
        if (!m_text.startsWith(sign))
            continue;
        const std::optional<double> number = readQuantity(QStringView(m_text).sliced(sign.size()));
        if (!number)
            return false;
        m_operator = operation;
        m_number = *number;
        return true;
    }
    return false;
}

bool CellFilter::matches(const QString &cellText, std::optional<double> number) const
{
    const double value = number.value_or(0);
    switch (m_operator) {
    case Operator::Contains: return cellText.contains(m_needle, Qt::CaseInsensitive);
    case Operator::ContainsNot: return m_needle.isEmpty() || !cellText.contains(m_needle, Qt::CaseInsensitive);
    case Operator::Less: return number && value < m_number;
    case Operator::LessOrEqual: return number && value <= m_number;
    case Operator::Greater: return number && value > m_number;
    case Operator::GreaterOrEqual: return number && value >= m_number;
    case Operator::Equal: return number && !(value < m_number) && !(value > m_number);
    }
    return true;
}

} // namespace lockmaster
