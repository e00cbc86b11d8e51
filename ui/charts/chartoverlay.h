// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over a chart's lines: axis labels, names of thresholds, the cross-hair, the span under the mouse.
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>

#include "ui/charts/chartline.h"
#include "ui/charts/labelcache.h"

namespace lockmaster {

class ChartCanvas;

class ChartOverlay : public QWidget
{
    Q_OBJECT
public:
    ChartOverlay(const ChartSpec &spec, ChartCanvas &canvas);

    void setSpan(const TimeSpan &span);
    void setThresholds(std::vector<std::pair<QString, double>> thresholds); ///< text with its value
    void setCursorMoment(std::optional<WallTime> moment);
    void setShownMoment(std::optional<WallTime> moment); ///< marked while frozen
    void setEmptyReason(const QString &reason);          ///< said in place of lines; empty: there are lines
    [[nodiscard]] const QString &emptyReason() const { return m_emptyReason; }
    [[nodiscard]] QStringList thresholdTexts() const; ///< from the highest; ↑: it is above the scale
    [[nodiscard]] QString cursorText() const;         ///< the time at the cross-hair; empty when there is none

Q_SIGNALS:
    void cursorMoved(std::optional<lockmaster::WallTime> moment);
    void spanSelected(const lockmaster::TimeSpan &span);
    void momentPicked(lockmaster::WallTime moment);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct TimeTick {
        WallTime at;
        QString text;
    };
    [[nodiscard]] double xOf(WallTime moment) const;
    [[nodiscard]] double yOf(double value) const;
    [[nodiscard]] WallTime momentAt(double x) const;
    void paintLabels(QPainter &painter) const;
    void paintThresholds(QPainter &painter) const;
    void paintMoments(QPainter &painter) const;
    void paintCursorText(QPainter &painter) const;
    [[nodiscard]] bool isOnScreen(std::optional<WallTime> moment) const;
    const std::vector<TimeTick> &ticks() const;

    const ChartSpec &m_spec;
    ChartCanvas &m_canvas;
    TimeSpan m_span;
    std::vector<std::pair<QString, double>> m_thresholds;
    std::optional<WallTime> m_cursor;
    std::optional<WallTime> m_shown;
    std::optional<double> m_dragFrom;
    double m_dragTo = 0;
    QString m_emptyReason;
    mutable std::vector<TimeTick> m_ticks;
    mutable LabelCache m_labels;
};

} // namespace lockmaster
