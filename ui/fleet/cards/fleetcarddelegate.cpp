// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/cards/fleetcarddelegate.h"

#include "base/text.h"
#include "ui/common/notices/statemark.h"
#include "ui/common/sparkline.h"
#include "ui/fleet/cards/fleetcards.h"
#include "ui/theme/environmentcolor.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <algorithm>

namespace lockmaster {
namespace {

constexpr QSize kCardSize{252, 132};
constexpr int kLineHeight = 18;
constexpr int kBarHeight = 4;
constexpr int kSparkHeight = 30;
constexpr std::chrono::minutes kSparkReach{5};

void paintText(QPainter &painter, const QRect &area, const QString &text, FontRole role, const QColor &color,
               Qt::Alignment side = Qt::AlignLeft)
{
    painter.setFont(Theme::instance().font(role));
    painter.setPen(color);
    const QString cut = painter.fontMetrics().elidedText(plainLine(text), Qt::ElideRight, area.width());
    painter.drawText(area, int(side | Qt::AlignVCenter) | int(Qt::TextSingleLine), cut);
}

void paintGround(QPainter &painter, const QRect &area, const QStyleOptionViewItem &option, const FleetCard &card)
{
    const Tokens &tokens = Theme::instance().tokens();
    const bool isChosen = (option.state & QStyle::State_Selected) || (option.state & QStyle::State_HasFocus);
    const bool isQuiet = card.health.state == StateRole::Ok || card.health.state == StateRole::Unknown;
    painter.setPen(QPen(isChosen ? tokens.accent : isQuiet ? tokens.line : stateColor(tokens, card.health.state),
                        isChosen ? 2 : 1));
    painter.setBrush(option.state & QStyle::State_MouseOver ? tokens.hover : tokens.surface);
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), size::kCorner, size::kCorner);
    painter.fillRect(QRectF(area.left() + size::kCorner, area.top(), area.width() - 2 * size::kCorner, 2),
                     environmentColor(environmentName(card.environment)).ground);
}

} // namespace

FleetCardDelegate::FleetCardDelegate(const FleetCards &cards, QObject *parent) : QStyledItemDelegate(parent), m_cards(cards)
{
}

void FleetCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const FleetCard &card = m_cards.card(index.row());
    const Tokens &tokens = Theme::instance().tokens();
    const QRect frame = option.rect.adjusted(size::kGap, size::kGap, -size::kGap, -size::kGap);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, frame, option, card);
    QRect line(frame.left() + 12, frame.top() + size::kInner, frame.width() - 24, kLineHeight);
    paintStateShape(*painter, QRectF(line.left(), line.center().y() - size::kMark / 2.0, size::kMark, size::kMark),
                    card.health.state);
    paintText(*painter, line, card.age, FontRole::Caption, tokens.muted, Qt::AlignRight);
    const int ageWidth = painter->fontMetrics().horizontalAdvance(card.age) + size::kInner;
    paintText(*painter, line.adjusted(size::kMark + size::kInner, 0, -ageWidth, 0), card.target, FontRole::Title, tokens.text);
    line.translate(0, kLineHeight);
    paintText(*painter, line, card.facts, FontRole::Caption, tokens.muted);
    line.translate(0, kLineHeight);
    const bool isQuiet = card.health.state == StateRole::Ok || card.health.state == StateRole::Unknown;
    paintText(*painter, line, isQuiet && !card.shareText.isEmpty() ? card.shareText : card.health.number, FontRole::Body,
              isQuiet ? tokens.text : stateColor(tokens, card.health.state));
    line.translate(0, kLineHeight);
    if (card.share)
        paintShareBar(*painter, QRectF(line.left(), line.top() + 3, line.width(), kBarHeight), *card.share, card.shareState);
    const QRect foot(line.left(), frame.bottom() - kSparkHeight - size::kInner, line.width(), kSparkHeight);
    paintSparkline(*painter, foot, m_cards.work(index.row()), m_cards.newest(index.row()), kSparkReach, chartColor(0));
    paintText(*painter, QRect(line.left(), line.top() + 10, line.width(), kLineHeight), card.rateText, FontRole::Caption,
              tokens.muted);
    painter->restore();
}

/// As many cards in a row as there is room for; they share what is left of it.
QSize FleetCardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int room = view ? view->width() - view->style()->pixelMetric(QStyle::PM_ScrollBarExtent) - 1 : 0;
    return {std::max(kCardSize.width(), room / std::max(room / kCardSize.width(), 1)), kCardSize.height()};
}

void paintShareBar(QPainter &painter, const QRectF &area, double share, StateRole state)
{
    const Tokens &tokens = Theme::instance().tokens();
    const QColor color = state == StateRole::Ok ? tokens.accent : stateColor(tokens, state);
    painter.fillRect(area, tokens.line);
    painter.fillRect(QRectF(area.topLeft(), QSizeF(area.width() * std::clamp(share, 0.0, 1.0), area.height())), color);
}

} // namespace lockmaster
