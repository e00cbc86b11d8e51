// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles side by side, in as many lines as the width asks for. What they show is given as for a dashboard.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/charts/tiletext.h"

class QGridLayout;

namespace lockmaster {

class Tile;

class TileRow : public QWidget
{
    Q_OBJECT
public:
    /// `texts` as there is no data yet; later ones have the same tiles in the same order.
    explicit TileRow(const std::vector<TileText> &texts, QWidget *parent = nullptr);

    void setTexts(const std::vector<TileText> &texts);
    [[nodiscard]] const TileText &text(int place) const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QGridLayout *m_grid;
    std::vector<Tile *> m_tiles;
    int m_columns = 0;
};

} // namespace lockmaster
