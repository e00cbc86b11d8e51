// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table/tabledelegate.h"

#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/statemark.h"
#include "ui/common/table/tableview.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <variant>

namespace lockmaster {
namespace {

constexpr qsizetype kLayoutsKept = 20000;
constexpr qsizetype kShort = 40; ///< letters

void paintFoldSign(QPainter &painter, const QRect &area, Fold fold, const QColor &color)
{
    const QPointF middle = QRectF(area).center();
    const qreal half = size::kGap;
    QPolygonF sign;
    if (fold == Fold::Open)
        sign << middle + QPointF(-half, -half / 2) << middle + QPointF(half, -half / 2)
             << middle + QPointF(0, half / 2);
    else
        sign << middle + QPointF(-half / 2, -half) << middle + QPointF(half / 2, 0)
             << middle + QPointF(-half / 2, half);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(sign);
    painter.restore();
}

} // namespace

TableDelegate::TableDelegate(TableView &view) : QStyledItemDelegate(&view), m_view(view)
{
    forget();
    connect(&Theme::instance(), &Theme::changed, this, [this] { forget(); });
}

void TableDelegate::forget()
{
    m_layouts.clear();
    m_font = Theme::instance().font(FontRole::Body);
    m_boldFont = m_font;
    m_boldFont.setWeight(QFont::DemiBold);
}

QRect TableDelegate::foldRect(const QRect &cell, int depth)
{
    return {cell.left() + size::kGap + depth * size::kIndent, cell.top(), size::kIndent, cell.height()};
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const TableModel &model = m_view.table();
    const TableRowShape shape = model.shape(index.row());
    const TableCell cell = model.cell(index.row(), index.column());
    paintGround(*painter, option, index, cell, shape.isHeading);
    const bool isFirst = index.column() == 0;
    if (shape.isHeading && (isFirst || cell.text.isEmpty())) {
        paintHeading(*painter, option, index);
        return;
    }
    QRect area = option.rect.adjusted(size::kInner, 0, -size::kInner, 0);
    area.setLeft(paintMarks(*painter, option.rect, cell, shape, isFirst));
    painter->setPen(textColor(cell));
    const TableColumn &column = model.column(index.column());
    const bool isCut =
        paintText(*painter, area, cell.text,
                  {.isRight = column.isNumeric && !isFirst, .isBold = shape.isHeading, .isName = column.isName});
    const bool isNumber = column.isNumeric && !column.isElastic;
    if (isCut && isNumber && std::holds_alternative<double>(model.value(index.row(), index.column()))) {
        const QFontMetrics metrics(shape.isHeading ? m_boldFont : m_font);
        const int others = option.rect.width() - area.width();
        m_view.fit().widen(index.column(), others + metrics.horizontalAdvance(cell.text) + size::kGap);
    }
}

QColor TableDelegate::textColor(const TableCell &cell) const
{
    const Tokens &tokens = Theme::instance().tokens();
    if (m_view.isStale())
        return tokens.unknown;
    return cell.state ? stateColor(tokens, *cell.state) : tokens.text;
}

void TableDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                const TableCell &cell, bool isHeading) const
{
    const Tokens &tokens = Theme::instance().tokens();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (cell.isChanged)
        painter.fillRect(option.rect, tokens.changed);
    else if (isSelected)
        painter.fillRect(option.rect, tokens.selection);
    else if (index.row() == m_view.hoveredRow())
        painter.fillRect(option.rect, tokens.hover);
    else if (isHeading)
        painter.fillRect(option.rect, tokens.canvas);
    const bool isFirstShown = m_view.horizontalHeader()->visualIndex(index.column()) == 0;
    if (isFirstShown && index.row() == m_view.currentIndex().row() && m_view.hasFocus())
        painter.fillRect(QRect(option.rect.topLeft(), QSize(size::kGap / 2, option.rect.height())), tokens.accent);
}

int TableDelegate::paintMarks(QPainter &painter, const QRect &area, const TableCell &cell, const TableRowShape &shape,
                              bool isFirst) const
{
    int left = area.left() + size::kInner;
    if (isFirst && (shape.depth > 0 || m_view.hasFolds())) {
        const QRect fold = foldRect(area, shape.depth);
        if (shape.fold != Fold::None)
            paintFoldSign(painter, fold, shape.fold, Theme::instance().tokens().muted);
        left = fold.right() + size::kGap;
    }
    if (cell.state) {
        paintStateShape(painter, QRectF(left, area.top(), size::kMark, area.height()), *cell.state, textColor(cell));
        left += size::kMark + size::kGap + size::kLine;
    }
    if (cell.swatch.isValid()) { // a square would mean critical
        painter.fillRect(QRect(left, area.top() + size::kGap, size::kGap, area.height() - 2 * size::kGap), cell.swatch);
        left += 2 * size::kGap;
    }
    return left;
}

/// The words of a heading run on over the cells right of the first that have none of their own.
void TableDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const TableModel &model = m_view.table();
    const TableCell first = model.cell(index.row(), 0);
    const TableRowShape shape = model.shape(index.row());
    const int left = m_view.columnViewportPosition(0);
    if (option.rect.left() < left)
        return;
    painter.save();
    painter.setClipRect(option.rect, Qt::IntersectClip);
    const QRect row(left, option.rect.top(), m_view.viewport()->width(), option.rect.height());
    const int textLeft = paintMarks(painter, row, first, shape, true);
    painter.setPen(textColor({}));
    paintText(painter, row.adjusted(textLeft - left, 0, 0, 0), first.text, {.isBold = true});
    painter.restore();
}

bool TableDelegate::paintText(QPainter &painter, const QRect &area, const QString &text, Manner manner) const
{
    if (text.isEmpty() || area.width() <= 0)
        return !text.isEmpty();
    const Layout &shown = layout(text, area.width(), manner);
    const QSizeF size = shown.text.size();
    const qreal left = manner.isRight ? area.right() + 1 - size.width() : area.left();
    painter.setFont(manner.isBold ? m_boldFont : m_font);
    painter.drawStaticText(QPointF(left, area.top() + (area.height() - size.height()) / 2), shown.text);
    return shown.isCut;
}

const TableDelegate::Layout &TableDelegate::layout(const QString &text, int width, Manner manner) const
{
    const LayoutKey key(text, 4 * width + (manner.isBold ? 2 : 0) + (manner.isName ? 1 : 0));
    if (const auto known = m_layouts.constFind(key); known != m_layouts.constEnd())
        return *known;
    if (m_layouts.size() >= kLayoutsKept)
        m_layouts.clear();
    const QFont &font = manner.isBold ? m_boldFont : m_font;
    if (text.size() <= kShort) { // most likely it fits: one shaping, not two
        if (const QStaticText whole = laidOut(text, font); whole.size().width() <= width)
            return *m_layouts.insert(key, {whole, false});
    }
    const auto cut = manner.isName ? Qt::ElideMiddle : Qt::ElideRight;
    const QString shown = QFontMetrics(font).elidedText(text, cut, width, Qt::TextSingleLine);
    return *m_layouts.insert(key, {laidOut(shown, font), shown != text});
}

QStaticText TableDelegate::laidOut(const QString &text, const QFont &font)
{
    QStaticText layout(text);
    layout.setTextFormat(Qt::PlainText);
    layout.setPerformanceHint(QStaticText::AggressiveCaching);
    layout.prepare({}, font);
    return layout;
}

bool TableDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QString text = m_view.table().hint(index.row(), index.column());
    const QString shown = m_view.table().cell(index.row(), index.column()).text;
    if (text.isEmpty() && QFontMetrics(m_font).horizontalAdvance(shown) > option.rect.width() - 2 * size::kInner)
        text = shown;
    QToolTip::showText(event->globalPos(), plainToolTip(text), m_view.viewport());
    return true;
}

} // namespace lockmaster

#include "moc_tabledelegate.cpp"
