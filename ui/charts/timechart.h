// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A chart over time: legend with values, lines, cross-hair. Several of them share span and cross-hair through their
// owner, which passes on what one of them signals. GUI thread.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/charts/chartline.h"

namespace lockmaster {

class ChartCanvas;
class ChartLegend;
class ChartOverlay;

class TimeChart : public QWidget
{
    Q_OBJECT
public:
    TimeChart(ChartSpec spec, SeriesSource source, QWidget *parent = nullptr);
    ~TimeChart() override;

    [[nodiscard]] const ChartSpec &spec() const { return m_spec; }
    [[nodiscard]] QString legendText() const;

    void setSpan(const TimeSpan &span);         ///< reads the series again
    void setEmptyReason(const QString &reason); ///< a sentence; empty: that there is no data is all that is known
    void setCursorMoment(std::optional<WallTime> moment);
    void setShownMoment(std::optional<WallTime> moment);

Q_SIGNALS:
    void cursorMoved(std::optional<lockmaster::WallTime> moment);
    void spanSelected(const lockmaster::TimeSpan &span);
    void momentPicked(lockmaster::WallTime moment);

protected:
    void changeEvent(QEvent *event) override;
    /// Left and Right move the cross-hair, Return shows that moment, + and − zoom round it.
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void draw();
    void showValues();
    void moveCursor(int steps);
    void zoom(double factor);
    [[nodiscard]] bool hasData() const;
    [[nodiscard]] bool hasData(const ChartLine &line) const;

    const ChartSpec m_spec;
    SeriesSource m_source;
    ChartLegend *m_legend;
    ChartCanvas *m_canvas;
    ChartOverlay *m_overlay;
    TimeSpan m_span;
    QString m_emptyReason;
    std::optional<WallTime> m_cursor;
    std::optional<WallTime> m_shown;
};

} // namespace lockmaster
