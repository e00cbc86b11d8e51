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

constexpr QSize kCardSize{252, 146};
constexpr int kLineHeight = 18;
constexpr int kNoteHeight = 15;
constexpr int kShareHeight = 4;
constexpr int kFocusGap = 2;
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

bool isQuiet(const FleetCard &card)
{
    return card.health.isQuiet();
}

/// Where the keys are is a frame round the card: its own edge goes on telling how it is.
void paintGround(QPainter &painter, const QRect &area, const QStyleOptionViewItem &option, const FleetCard &card)
{
    const Tokens &tokens = Theme::instance().tokens();
    const QRectF edge = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setBrush(Qt::NoBrush);
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.drawRoundedRect(edge.adjusted(-kFocusGap, -kFocusGap, kFocusGap, kFocusGap), size::kCorner,
                                size::kCorner);
    }
    painter.setPen(QPen(isQuiet(card) ? tokens.line : stateColor(tokens, card.health.state), 1));
    painter.setBrush(option.state & QStyle::State_MouseOver ? tokens.hover : tokens.surface);
    painter.drawRoundedRect(edge, size::kCorner, size::kCorner);
    painter.fillRect(QRectF(area.left() + size::kCorner, area.top(), area.width() - 2 * size::kCorner, 2),
                     environmentColor(environmentName(card.environment)).ground);
}

/// State, name, age; below them what it is.
void paintHead(QPainter &painter, const QRect &line, const FleetCard &card)
{
    const Tokens &tokens = Theme::instance().tokens();
    paintStateShape(painter, QRectF(line.left(), line.center().y() - size::kMark / 2.0, size::kMark, size::kMark),
                    card.health.state);
    paintText(painter, line, card.age, FontRole::Caption, tokens.muted, Qt::AlignRight);
    const int ageWidth = painter.fontMetrics().horizontalAdvance(card.age) + size::kInner;
    paintText(painter, line.adjusted(size::kMark + size::kInner, 0, -ageWidth, 0), card.target, FontRole::Title,
              tokens.text);
    paintText(painter, line.translated(0, kLineHeight), card.facts, FontRole::Caption, tokens.muted);
}

/// What is wrong, or how full it is.
void paintNumber(QPainter &painter, const QRect &line, const FleetCard &card)
{
    const Tokens &tokens = Theme::instance().tokens();
    paintText(painter, line, isQuiet(card) && !card.shareText.isEmpty() ? card.shareText : card.health.number,
              FontRole::Body, isQuiet(card) ? tokens.text : stateColor(tokens, card.health.state));
}

/// Each in as many lines as it takes, while there is one left for each that follows.
void paintNotes(QPainter &painter, const QRect &area, const FleetCard &card)
{
    constexpr auto kFlags = int(Qt::AlignLeft) | int(Qt::AlignTop) | int(Qt::TextWordWrap);
    painter.setFont(Theme::instance().font(FontRole::Caption));
    painter.setPen(Theme::instance().tokens().text);
    const int lineHeight = painter.fontMetrics().lineSpacing();
    int linesLeft = area.height() / lineHeight;
    auto following = int(card.notes.size());
    QRect rest = area;
    for (const QString &note : card.notes) {
        const int most = linesLeft - --following;
        if (most <= 0)
            return;
        const QString text = plainLine(note);
        const int height = painter.fontMetrics().boundingRect(rest, kFlags, text).height();
        const int needed = (height + lineHeight - 1) / lineHeight;
        const int lines = std::clamp(needed, 1, most);
        const QRect box(rest.topLeft(), QSize(rest.width(), lines * lineHeight));
        painter.drawText(box, kFlags, text);
        rest.setTop(box.bottom() + 1);
        linesLeft -= lines;
    }
}

} // namespace

FleetCardDelegate::FleetCardDelegate(const FleetCards &cards, QObject *parent)
    : QStyledItemDelegate(parent), m_cards(cards)
{
}

void FleetCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const FleetCard &card = m_cards.card(index.row());
    const QRect frame = option.rect.adjusted(size::kGap, size::kGap, -size::kGap, -size::kGap);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, frame, option, card);
    QRect line(frame.left() + 12, frame.top() + size::kInner, frame.width() - 24, kLineHeight);
    paintHead(*painter, line, card);
    line.translate(0, 2 * kLineHeight);
    paintNumber(*painter, line, card);
    line.translate(0, kLineHeight);
    const QRect rest(line.topLeft(), QPoint(line.right(), frame.bottom() - size::kInner));
    if (card.health.state == HealthState::Blind)
        paintNotes(*painter, rest, card);
    else
        paintWork(*painter, rest, index.row());
    painter->restore();
}

/// The bar to the nearest limit, how much it does, what is hidden, and the line of what it did.
void FleetCardDelegate::paintWork(QPainter &painter, const QRect &area, int row) const
{
    const FleetCard &card = m_cards.card(row);
    const Tokens &tokens = Theme::instance().tokens();
    if (card.share)
        paintShareBar(painter, QRectF(area.left(), area.top() + 3, area.width(), kShareHeight), *card.share,
                      card.shareState);
    QRect line(area.left(), area.top() + 10, area.width(), kLineHeight);
    QRect foot(area.left(), area.bottom() - kSparkHeight, area.width(), kSparkHeight);
    if (!card.notes.empty())
        foot.setTop(std::max(foot.top(), line.bottom() + kNoteHeight));
    paintSparkline(painter, foot, m_cards.work(row, kSparkReach), m_cards.newest(row), kSparkReach, chartColor(0));
    paintText(painter, line, card.rateText, FontRole::Caption, tokens.muted);
    line.translate(0, kNoteHeight);
    if (!card.notes.empty())
        paintText(painter, line, tr("Hidden: %1").arg(card.notes.front()), FontRole::Caption, tokens.text);
}

/// As many cards in a row as there is room for; they share what is left of it.
QSize FleetCardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int room = view ? view->width() - view->style()->pixelMetric(QStyle::PM_ScrollBarExtent) - 1 : 0;
    return {std::max(kCardSize.width(), room / std::max(room / kCardSize.width(), 1)), kCardSize.height()};
}

void paintShareBar(QPainter &painter, const QRectF &area, double share, HealthState state)
{
    const Tokens &tokens = Theme::instance().tokens();
    const QColor color = state == HealthState::Ok ? tokens.accent : stateColor(tokens, state);
    painter.fillRect(area, tokens.line);
    painter.fillRect(QRectF(area.topLeft(), QSizeF(area.width() * std::clamp(share, 0.0, 1.0), area.height())), color);
}

} // namespace lockmaster

#include "moc_fleetcarddelegate.cpp"
