// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/poolboxdelegate.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/common/notices/statemark.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace lockmaster {

namespace {

constexpr QSize kBoxSize{206, 50};

void paintGround(QPainter &painter, const QRect &frame, const QStyleOptionViewItem &option, const PoolBox &box)
{
    const Tokens &tokens = Theme::instance().tokens();
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isTroubled = box.state == HealthState::Warning || box.state == HealthState::Critical;
    const QColor edge = option.state & QStyle::State_HasFocus ? tokens.accent
                        : isTroubled                          ? stateColor(tokens, box.state)
                                                              : tokens.line;
    painter.setPen(QPen(edge, option.state & QStyle::State_HasFocus ? 2 : 1));
    painter.setBrush(isSelected                               ? tokens.selection
                     : option.state & QStyle::State_MouseOver ? tokens.hover
                                                              : tokens.surface);
    painter.drawRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), size::kCorner, size::kCorner);
}

void paintLine(QPainter &painter, const QRect &area, const QString &text, Qt::Alignment side)
{
    const QString cut = painter.fontMetrics().elidedText(plainLine(text), Qt::ElideRight, area.width());
    painter.drawText(area, int(side | Qt::AlignVCenter) | int(Qt::TextSingleLine), cut);
}

QString useOf(const PoolBox &box)
{
    return box.application.isEmpty() ? box.doing : QStringLiteral("%1 · %2").arg(box.application, box.doing);
}

} // namespace

PoolBoxDelegate::PoolBoxDelegate(const KeyedTableModel<PoolBox> &boxes, QObject *parent)
    : QStyledItemDelegate(parent), m_boxes(boxes)
{
}

void PoolBoxDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const PoolBox &box = m_boxes.row(index.row());
    const Theme &theme = Theme::instance();
    const QRect frame = option.rect.adjusted(0, 0, -size::kInner, -size::kGap);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, frame, option, box);
    const QRect inner = frame.adjusted(size::kInner, size::kGap, -size::kInner, -size::kGap);
    const int half = inner.height() / 2;
    paintStateShape(*painter, QRectF(inner.left(), inner.top() + (half - size::kMark) / 2.0, size::kMark, size::kMark),
                    box.state);
    QRect top(inner.left() + size::kMark + size::kInner, inner.top(), inner.width() - size::kMark - size::kInner, half);
    painter->setFont(theme.font(FontRole::Caption));
    painter->setPen(theme.tokens().text);
    const QString age = box.age ? formatWholeSeconds(*box.age) : QString();
    paintLine(*painter, top, age, Qt::AlignRight);
    painter->setPen(box.state == HealthState::Ok || box.state == HealthState::Unknown
                        ? theme.tokens().muted
                        : stateColor(theme.tokens(), box.state));
    paintLine(*painter, QRect(inner.left(), inner.top() + half, inner.width(), half), useOf(box), Qt::AlignLeft);
    top.adjust(0, 0, -painter->fontMetrics().horizontalAdvance(age) - size::kInner, 0);
    painter->setFont(theme.font(FontRole::Body));
    painter->setPen(theme.tokens().text);
    paintLine(*painter, top, QString::number(box.server.remotePid), Qt::AlignLeft);
    painter->restore();
}

QSize PoolBoxDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return kBoxSize;
}

} // namespace lockmaster

#include "moc_poolboxdelegate.cpp"
