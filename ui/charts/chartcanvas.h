// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a chart and nothing else: Qt Charts without its titles, legend and labels. GUI thread.
#pragma once

#include <QChartView>

#include "ui/charts/chartline.h"

class QAreaSeries;
class QLineSeries;
class QValueAxis;

namespace lockmaster {

class ChartCanvas : public QChartView
{
    Q_OBJECT
public:
    explicit ChartCanvas(const ChartSpec &spec, QWidget *parent = nullptr);

    /// One replace() a line.
    void draw(const SeriesSource &source, const TimeSpan &span);
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] const ValueScale &scale() const { return m_scale; }

Q_SIGNALS:
    void resized();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;

private:
    struct Drawn {
        std::vector<QLineSeries *> lines;
        std::vector<QAreaSeries *> areas;
    };
    void fit(const std::vector<std::vector<LinePiece>> &pieces, const TimeSpan &span);
    void drawLine(std::size_t line, const std::vector<LinePiece> &pieces);
    void drawLayer(std::size_t line, const std::vector<LinePiece> &pieces, const std::vector<LinePiece> &below);
    QLineSeries *addLine(const ChartLine &line);
    QAreaSeries *addArea(const ChartLine &line);
    std::vector<std::vector<LinePiece>> pieces(const SeriesSource &source, const TimeSpan &span) const;

    const ChartSpec &m_spec;
    QValueAxis *m_timeAxis;
    QValueAxis *m_valueAxis;
    std::vector<Drawn> m_drawn;
    ValueScale m_scale;
    bool m_isEmpty = true;
};

} // namespace lockmaster
