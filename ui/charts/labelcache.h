// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The few texts round a chart, laid out once: they come back with every sample.
#pragma once

#include <QFont>
#include <QHash>
#include <QStaticText>

namespace lockmaster {

class LabelCache
{
public:
    explicit LabelCache(const QFont &font) : m_font(font) {}

    [[nodiscard]] const QStaticText &label(const QString &text)
    {
        if (const auto known = m_labels.constFind(text); known != m_labels.constEnd())
            return *known;
        if (m_labels.size() >= kMost)
            m_labels.clear();
        QStaticText label(text);
        label.setTextFormat(Qt::PlainText);
        label.prepare({}, m_font);
        return *m_labels.insert(text, label);
    }

private:
    static constexpr qsizetype kMost = 200;
    QFont m_font;
    QHash<QString, QStaticText> m_labels;
};

} // namespace lockmaster
