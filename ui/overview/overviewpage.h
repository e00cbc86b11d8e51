// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The main numbers of a target and how they came about: tiles above charts that share one time axis. GUI thread.
#pragma once

#include <optional>
#include <vector>

#include "ui/common/page.h"
#include "ui/overview/seriesdecimator.h"

class QGridLayout;
class QPushButton;
class QScrollArea;

namespace lockmaster {

class Tile;
class TimeChart;

class OverviewPage : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(MomentBus &bus, QWidget *parent = nullptr);
    ~OverviewPage() override;

    [[nodiscard]] QString title() const override;
    /// How far back the charts reach.
    void setReach(std::chrono::seconds reach);
    [[nodiscard]] TimeSpan span() const; ///< on screen now
    [[nodiscard]] bool isZoomed() const { return m_zoomed.has_value(); }

public Q_SLOTS:
    void zoomTo(const lockmaster::TimeSpan &span);
    void leaveZoom();

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeTiles();
    QWidget *makeCharts();
    void connectChart(TimeChart *chart);
    void arrange();
    void drawCharts();

    std::vector<Tile *> m_tiles;
    std::vector<TimeChart *> m_charts;
    QGridLayout *m_tileGrid = nullptr;
    QGridLayout *m_chartGrid = nullptr;
    QPushButton *m_leaveZoom;
    int m_columns = 0;
    std::chrono::seconds m_reach{900};
    WallTime m_end{};
    std::optional<TimeSpan> m_zoomed;
};

} // namespace lockmaster
