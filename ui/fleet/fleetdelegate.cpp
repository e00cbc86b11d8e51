// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/fleetdelegate.h"

#include "ui/common/notices/statemark.h"
#include "ui/fleet/fleetmodel.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QRegularExpression>
#include <algorithm>

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

void paintTarget(QPainter &painter, const QRect &row, const QModelIndex &index)
{
    const Theme &theme = Theme::instance();
    const Tokens &tokens = theme.tokens();
    const auto state = HealthState(index.data(FleetModel::HealthRole).toInt());
    const QRect area = row.adjusted(12, 5, -size::kInner, -5);
    const int half = area.height() / 2;
    paintStateShape(painter, QRectF(area.left(), area.top() + (half - size::kMark) / 2, size::kMark, size::kMark),
                    state);
    const QRect top(area.left() + size::kMark + size::kInner, area.top(), area.width() - size::kMark - size::kInner,
                    half);
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(tokens.muted);
    const QString age = index.data(FleetModel::AgeRole).toString();
    const int ageWidth = painter.fontMetrics().horizontalAdvance(age) + size::kInner;
    paintLine(painter, top, age, int(Qt::AlignRight) | int(Qt::AlignVCenter));
    const bool isQuiet = state == HealthState::Ok || state == HealthState::Unknown;
    painter.setPen(isQuiet ? tokens.muted : stateColor(tokens, state));
    paintLine(painter, top.translated(0, half), detailIn(top.width(), painter.fontMetrics(), index),
              int(Qt::AlignLeft) | int(Qt::AlignVCenter));
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(tokens.text);
    paintLine(painter, top.adjusted(0, 0, -ageWidth, 0), index.data().toString(),
              int(Qt::AlignLeft) | int(Qt::AlignVCenter));
}

void paintGroundOf(QPainter &painter, const QStyleOptionViewItem &option)
{
    const Tokens &tokens = Theme::instance().tokens();
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(option.rect, tokens.selection);
        painter.fillRect(QRect(option.rect.topLeft(), QSize(kCurrentBar, option.rect.height())), tokens.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(option.rect, tokens.hover);
    }
}

void paintHeading(QPainter &painter, const QRect &area, const QString &text)
{
    painter.setFont(Theme::instance().font(FontRole::Caption));
    painter.setPen(Theme::instance().tokens().muted);
    paintLine(painter, area.adjusted(12, 0, -size::kInner, -size::kGap), text,
              int(Qt::AlignBottom) | int(Qt::AlignLeft));
}

/// In a column that has room for no name.
void paintDot(QPainter &painter, const QRect &row, const QModelIndex &index)
{
    const Theme &theme = Theme::instance();
    const auto state = HealthState(index.data(FleetModel::HealthRole).toInt());
    const int troubles = index.data(FleetModel::TroublesRole).toInt();
    const QRect area = row.adjusted(12, 5, -size::kGap, -5);
    const int half = area.height() / 2;
    paintStateShape(painter, QRectF(area.left(), area.top() + (half - size::kMark) / 2, size::kMark, size::kMark),
                    state);
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(theme.color(state));
    const QRect number(area.left() + size::kMark + size::kGap, area.top(), area.width() - size::kMark - size::kGap,
                       half);
    paintLine(painter, number, troubles > 0 ? QString::number(troubles) : QString(),
              int(Qt::AlignLeft) | int(Qt::AlignVCenter));
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(theme.tokens().text);
    paintLine(painter, QRect(area.left(), area.top() + half, area.width(), half), shortName(index.data().toString()),
              int(Qt::AlignLeft) | int(Qt::AlignVCenter));
}

} // namespace

QString shortName(const QString &target)
{
    constexpr qsizetype kLetters = 3;
    static const QRegularExpression kBetween(QStringLiteral("[^\\p{L}\\p{N}]+"));
    const QStringList words = target.split(kBetween, Qt::SkipEmptyParts);
    if (words.size() < 2)
        return target.left(kLetters);
    QString letters;
    const QStringList first = words.first(std::min(words.size(), kLetters));
    for (const QString &word : first)
        letters += word.front();
    return letters;
}

void FleetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isHeading = index.data(FleetModel::IsHeadingRole).toBool();
    painter->save();
    if (!isHeading)
        paintGroundOf(*painter, option);
    if (isHeading)
        paintHeading(*painter, option.rect, index.data().toString());
    else if (m_isFolded)
        paintDot(*painter, option.rect, index);
    else
        paintTarget(*painter, option.rect, index);
    painter->restore();
}

QSize FleetDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {100, index.data(FleetModel::IsHeadingRole).toBool() ? kHeadingHeight : kRowHeight};
}

} // namespace lockmaster

#include "moc_fleetdelegate.cpp"
