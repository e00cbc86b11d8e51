// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tilerow.h"

#include "ui/charts/tile.h"
#include "ui/theme/tokens.h"

#include <QGridLayout>
#include <algorithm>
#include <utility>

namespace lockmaster {

namespace {
constexpr int kNarrowestTile = 150;
} // namespace

TileRow::TileRow(const std::vector<TileText> &texts, QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_grid->setContentsMargins({});
    m_grid->setSpacing(size::kInner);
    for (const TileText &text : texts) {
        m_tiles.push_back(new Tile(this));
        m_tiles.back()->setText(text);
        m_grid->addWidget(m_tiles.back(), 0, int(m_tiles.size()) - 1);
    }
}

void TileRow::setTexts(const std::vector<TileText> &texts)
{
    for (std::size_t i = 0; i < m_tiles.size() && i < texts.size(); ++i)
        m_tiles[i]->setText(texts[i]);
}

const TileText &TileRow::text(int place) const
{
    return m_tiles[std::size_t(place)]->text();
}

void TileRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int count = int(m_tiles.size());
    const int columns = width() >= kNarrowestTile * count ? count : (count + 1) / 2;
    if (std::exchange(m_columns, columns) == columns)
        return;
    for (int i = 0; i < count; ++i) {
        m_grid->addWidget(m_tiles[std::size_t(i)], i / columns, i % columns);
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    }
}

} // namespace lockmaster

#include "moc_tilerow.cpp"
