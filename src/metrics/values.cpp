// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/values.h"

namespace lockmaster {

void Values::begin(std::size_t labels)
{
    m_width = labels;
    m_labels.clear();
    m_values.clear();
}

void Values::push(std::span<const QString> labels, Amount value)
{
    Q_ASSERT(labels.size() == m_width);
    m_labels.insert(m_labels.end(), labels.begin(), labels.end());
    m_values.push_back(value);
}

std::span<const QString> Values::labels(std::size_t place) const
{
    return std::span(m_labels).subspan(place * m_width, m_width);
}

} // namespace lockmaster
