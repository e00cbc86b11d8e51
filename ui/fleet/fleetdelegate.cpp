// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/fleetdelegate.h"

#include "ui/common/notices/statemark.h"
#include "ui/fleet/fleetmodel.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace lockmaster {

namespace {

constexpr int kRowHeight = 44;
constexpr int kHeadingHeight = 28;
constexpr int kCurrentBar = 3;

void paintLine(QPainter &painter, const QRect &area, const QString &text, int align)
{
    const QString cut = painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width());
    painter.drawText(area, align | int(Qt::TextSingleLine), cut);
}

/// The word for what a number counts goes before a digit of it does.
QString detailIn(int width, const QFontMetrics &metrics, const QModelIndex &index)
{
    const QString whole = index.data(FleetModel::DetailRole).toString();
    return metrics.horizontalAdvance(whole) <= width ? whole : index.data(FleetModel::ShortDetailRole).toString();
}

} // namespace

void FleetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
    const Tokens &tokens = theme.tokens();
    const QFont caption = theme.font(FontRole::Caption);
    painter->save();
    if (index.data(FleetModel::IsHeadingRole).toBool()) {
        painter->setFont(caption);
        painter->setPen(tokens.muted);
        paintLine(*painter, option.rect.adjusted(12, 0, -size::kInner, -size::kGap), index.data().toString(),
                  int(Qt::AlignBottom) | int(Qt::AlignLeft));
        painter->restore();
        return;
    }
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, tokens.selection);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(kCurrentBar, option.rect.height())), tokens.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, tokens.hover);
    }
    const auto state = HealthState(index.data(FleetModel::HealthRole).toInt());
    const QRect area = option.rect.adjusted(12, 5, -size::kInner, -5);
    const int half = area.height() / 2;
    paintStateShape(*painter, QRectF(area.left(), area.top() + (half - size::kMark) / 2, size::kMark, size::kMark),
                    state);
    const QRect top(area.left() + size::kMark + size::kInner, area.top(), area.width() - size::kMark - size::kInner,
                    half);
    painter->setFont(caption);
    painter->setPen(tokens.muted);
    const QString age = index.data(FleetModel::AgeRole).toString();
    const int ageWidth = painter->fontMetrics().horizontalAdvance(age) + size::kInner;
    paintLine(*painter, top, age, int(Qt::AlignRight) | int(Qt::AlignVCenter));
    const bool isQuiet = state == HealthState::Ok || state == HealthState::Unknown;
    painter->setPen(isQuiet ? tokens.muted : stateColor(tokens, state));
    paintLine(*painter, top.translated(0, half), detailIn(top.width(), painter->fontMetrics(), index),
              int(Qt::AlignLeft) | int(Qt::AlignVCenter));
    painter->setFont(theme.font(FontRole::Body));
    painter->setPen(tokens.text);
    paintLine(*painter, top.adjusted(0, 0, -ageWidth, 0), index.data().toString(),
              int(Qt::AlignLeft) | int(Qt::AlignVCenter));
    painter->restore();
}

QSize FleetDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {100, index.data(FleetModel::IsHeadingRole).toBool() ? kHeadingHeight : kRowHeight};
}

} // namespace lockmaster

#include "moc_fleetdelegate.cpp"
