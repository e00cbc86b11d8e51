// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One line above a chart: its title, then each line's colour, name and value. Drawn as plain text. Where there is no
// room for all, those without a value give way first; the rest is counted, and named in a tip.
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "ui/charts/chartline.h"

class QPainter;

namespace lockmaster {

class ChartLegend : public QWidget
{
    Q_OBJECT
public:
    explicit ChartLegend(const ChartSpec &spec, QWidget *parent = nullptr);

    /// One text for each line of the chart; thresholds and lines of which it is empty are left out.
    void setValues(const QStringList &values);
    [[nodiscard]] QString text() const;        ///< the whole line, for those who cannot see it
    [[nodiscard]] QStringList leftOut() const; ///< names and values for which there is no room now
    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry {
        std::size_t line = 0;
        int x = 0;
    };
    struct Arrangement {
        std::vector<Entry> shown;
        std::vector<std::size_t> leftOut;
        int end = 0; ///< of those shown
    };
    [[nodiscard]] std::vector<std::size_t> told() const; ///< lines with a text, those with a value first
    [[nodiscard]] Arrangement arranged() const;
    [[nodiscard]] QString entryText(std::size_t line) const;
    void paintEntry(QPainter &painter, const Entry &entry) const;

    const ChartSpec &m_spec;
    QStringList m_values;
};

} // namespace lockmaster
