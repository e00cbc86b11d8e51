// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the number that tells most went, a minute before and after something was over.
#pragma once

#include <QWidget>
#include <chrono>
#include <vector>

#include "watch/seriespoint.h"

namespace lockmaster {

class OverSpark : public QWidget
{
    Q_OBJECT
public:
    explicit OverSpark(QWidget *parent = nullptr);

    /// `over` is in the middle.
    void setPoints(std::vector<SeriesPoint> points, WallTime over);
    [[nodiscard]] QSize sizeHint() const override;

    static constexpr std::chrono::seconds kEachSide{60};

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<SeriesPoint> m_points;
    WallTime m_over{};
};

} // namespace lockmaster
