// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of a target and how they came about: tiles above charts that share one time axis. Part of pages of every
// kind of server; what it shows is given. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "model/finding.h"
#include "model/snapshot.h"
#include "ui/charts/chartline.h"
#include "ui/charts/seriesdecimator.h"
#include "ui/charts/tiletext.h"

class QGridLayout;
class QPushButton;

namespace lockmaster {

class MomentBus;
class Tile;
class TimeChart;

/// Tiles of a snapshot, coloured by what was found in it.
using MakeTiles = std::function<std::vector<TileText>(const Snapshot &snapshot, const std::vector<Finding> &findings)>;

struct DashboardContent {
    /// Always the same tiles in the same order, also for a snapshot without data; see TileText::isLeftOut.
    MakeTiles tiles;
    std::vector<ChartSpec> charts;
};

class Dashboard : public QWidget
{
    Q_OBJECT
public:
    Dashboard(DashboardContent content, const QString &accessibleName, MomentBus &bus, QWidget *parent = nullptr);
    ~Dashboard() override;

    void setTarget(const QString &target);
    void showSnapshot(const Snapshot &snapshot);
    /// How far back the charts reach; while less is known, as far as that.
    void setReach(std::chrono::seconds reach);
    void setMostColumns(int most);       ///< of charts; three unless told
    [[nodiscard]] TimeSpan span() const; ///< on screen now
    [[nodiscard]] bool isZoomed() const { return m_zoomed.has_value(); }

public Q_SLOTS:
    void zoomTo(const lockmaster::TimeSpan &span);
    void leaveZoom();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Arrangement {
        int columns = 0; ///< of charts
        int tileColumns = 0;
        std::vector<Tile *> tiles; ///< that are shown

        bool operator==(const Arrangement &) const = default;
    };
    [[nodiscard]] Arrangement wantedArrangement() const;
    QWidget *makeTiles();
    QWidget *makeCharts();
    void connectChart(TimeChart *chart);
    void arrange();
    void takeMode();
    void drawCharts();
    void lookForOldest();
    [[nodiscard]] WallTime oldestPoint() const; ///< of any line within the reach

    MomentBus &m_bus;
    DashboardContent m_content;
    QString m_target;
    std::vector<Tile *> m_tiles;
    std::vector<TimeChart *> m_charts;
    QGridLayout *m_tileGrid = nullptr;
    QGridLayout *m_chartGrid = nullptr;
    QPushButton *m_leaveZoom;
    std::optional<Arrangement> m_arrangement;
    int m_mostColumns = 3;
    std::chrono::seconds m_reach{900};
    WallTime m_end{};
    WallTime m_oldest{};          ///< what is known reaches back to there
    QElapsedTimer m_oldestLooked; ///< since that was looked for; invalid: it is not known
    bool m_wasLive;
    std::optional<TimeSpan> m_zoomed;
};

} // namespace lockmaster
