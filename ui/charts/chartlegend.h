// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One line above a chart: its title, then each line's colour, name and value. Drawn as plain text.
#pragma once

#include <QWidget>

#include "ui/charts/chartline.h"

namespace lockmaster {

class ChartLegend : public QWidget
{
    Q_OBJECT
public:
    explicit ChartLegend(const ChartSpec &spec, QWidget *parent = nullptr);

    /// One text for each line of the chart; thresholds and lines of which it is empty are left out.
    void setValues(const QStringList &values);
    [[nodiscard]] QString text() const; ///< the whole line, for those who cannot see it
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const ChartSpec &m_spec;
    QStringList m_values;
};

} // namespace lockmaster
