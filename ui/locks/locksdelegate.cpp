// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/locksdelegate.h"

#include "ui/common/notices/statemark.h"
#include "ui/locks/locksmodel.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <optional>

namespace lockmaster {

namespace {

constexpr int kBar = 3;

std::optional<HealthState> shapeOf(const QModelIndex &index)
{
    const auto alarm = LockRow::Alarm(index.data(LocksModel::AlarmRole).toInt());
    const bool isRoot = index.data(LocksModel::IsRootRole).toBool();
    const auto column = LockColumn(index.column());
    if (alarm == LockRow::Alarm::None || column != (isRoot ? LockColumn::Who : LockColumn::Blocks))
        return std::nullopt;
    return alarm == LockRow::Alarm::Critical ? HealthState::Critical : HealthState::Warning;
}

// Who goes on at once, and, fainter, who only in turn.
float strengthOf(LocksModel::Freed freed)
{
    switch (freed) {
    case LocksModel::Freed::No: return 0;
    case LocksModel::Freed::AtOnce: return 0.16F;
    case LocksModel::Freed::InTurn: return 0.05F;
    }
    return 0;
}

QColor ground(const QStyleOptionViewItem &option, const QModelIndex &index, LocksModel::Freed freed)
{
    const Tokens &tokens = Theme::instance().tokens();
    if (index.data(LocksModel::ChangedRole).toBool())
        return tokens.changed;
    if (option.state & QStyle::State_Selected)
        return tokens.selection;
    if (option.state & QStyle::State_MouseOver)
        return tokens.hover;
    QColor shade = tokens.ok;
    shade.setAlphaF(strengthOf(freed));
    return shade;
}

QFont fontOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (LockColumn(index.column()) == LockColumn::Query)
        return Theme::instance().font(FontRole::Code);
    QFont font = option.font;
    if (index.data(LocksModel::IsRootRole).toBool())
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

void LocksDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Theme::instance().tokens();
    const bool isRoot = index.data(LocksModel::IsRootRole).toBool();
    const auto freed = LocksModel::Freed(index.data(LocksModel::FreedRole).toInt());
    const auto column = LockColumn(index.column());
    painter->save();
    painter->fillRect(option.rect, ground(option, index, freed));
    if (freed == LocksModel::Freed::AtOnce && column == LockColumn::Who)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(kBar, option.rect.height())), tokens.ok);
    QRect area = option.rect.adjusted(size::kInner, 0, -size::kGap, 0);
    if (const auto shape = shapeOf(index)) {
        paintStateShape(*painter, QRectF(area.left(), area.center().y() - size::kMark / 2, size::kMark, size::kMark),
                        *shape);
        area.setLeft(area.left() + size::kMark + size::kInner);
    }
    painter->setFont(fontOf(option, index));
    const bool isQuiet = column == LockColumn::Query || (!isRoot && column == LockColumn::Lock);
    painter->setPen(isQuiet ? tokens.muted : tokens.text);
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
    painter->drawText(area, int(Qt::AlignVCenter) | int(Qt::AlignLeft) | int(Qt::TextSingleLine), text);
    painter->restore();
}

QSize LocksDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int shape = shapeOf(index) ? size::kMark + size::kInner : 0;
    const int text = QFontMetrics(fontOf(option, index)).horizontalAdvance(index.data().toString());
    return {text + shape + size::kGroup, size::kRow};
}

} // namespace lockmaster

#include "moc_locksdelegate.cpp"
