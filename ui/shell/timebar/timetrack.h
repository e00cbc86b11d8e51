// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The track of the time bar: the last minutes with their marks and the moment shown. Mouse and keys move it.
#pragma once

#include <QWidget>

#include "ui/shell/timebar/timemarks.h"

namespace lockmaster {

class MomentBus;

class TimeTrack : public QWidget
{
    Q_OBJECT
public:
    explicit TimeTrack(MomentBus &bus, QWidget *parent = nullptr);

    void setTarget(const QString &target);
    void setReach(std::chrono::seconds reach);
    [[nodiscard]] const std::vector<TimeMark> &marks() const { return m_marks; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refresh();
    [[nodiscard]] double xOf(WallTime moment) const;
    [[nodiscard]] WallTime momentAt(double x) const;
    [[nodiscard]] QString toolTipAt(double x) const;
    [[nodiscard]] static QString tipOf(const TimeMark &mark);
    void goTo(double x);
    void paintMarks(QPainter &painter) const;
    void paintDeed(QPainter &painter, double x) const;
    void paintHandle(QPainter &painter) const;

    MomentBus &m_bus;
    QString m_target;
    std::chrono::seconds m_reach{900};
    WallTime m_end{};
    std::vector<TimeMark> m_marks;
};

} // namespace lockmaster
