// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table/bardelegate.h"

#include "ui/common/table/tableview.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kHeight = 6;
constexpr int kShortest = 24;

QRect filledPart(const QRect &bar, double share)
{
    QRect filled = bar;
    filled.setWidth(share > 0 ? std::max(size::kLine, int(bar.width() * std::min(share, 1.0))) : 0);
    return filled;
}

} // namespace

BarDelegate::BarDelegate(TableView &view) : TableDelegate(view), m_table(view) {}

QRect BarDelegate::barRect(const QRect &cell, int textWidth)
{
    const int left = cell.left() + 2 * size::kInner + size::kMark; // a state's shape may stand before it
    const int right = cell.right() - 2 * size::kInner - textWidth;
    if (right - left < kShortest)
        return {};
    return {left, cell.center().y() - kHeight / 2 + 1, right - left, kHeight};
}

void BarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    TableDelegate::paint(painter, option, index);
    const CellValue value = m_table.table().value(index.row(), index.column());
    const double *share = std::get_if<double>(&value);
    if (!share)
        return;
    const TableCell cell = m_table.table().cell(index.row(), index.column());
    const int widest = option.fontMetrics.horizontalAdvance(QStringLiteral("000 / 000"));
    const QRect bar = barRect(option.rect, std::max(widest, option.fontMetrics.horizontalAdvance(cell.text)));
    const Tokens &tokens = Theme::instance().tokens();
    painter->fillRect(bar, tokens.line);
    painter->fillRect(filledPart(bar, *share), m_table.isStale() ? tokens.unknown
                                               : cell.state      ? stateColor(tokens, *cell.state)
                                                                 : tokens.accent);
}

} // namespace lockmaster

#include "moc_bardelegate.cpp"
