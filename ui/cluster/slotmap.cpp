// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/slotmap.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace lockmaster {

namespace {
constexpr int kHeight = 28;
constexpr double kLeastWidth = 3; ///< of a hole
} // namespace

SlotMap::SlotMap(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Slots by node"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(Theme::instance().font(FontRole::Caption));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize SlotMap::sizeHint() const
{
    return {400, kHeight};
}

QColor SlotMap::ownerColor(int owner)
{
    return chartColor(owner);
}

void SlotMap::setCluster(const std::optional<RedisCluster> &cluster)
{
    m_spans.clear();
    m_owners.clear();
    m_failing.clear();
    if (cluster) {
        m_spans = slotSpans(*cluster);
        for (const RedisClusterNode *owner : slotOwners(*cluster)) {
            m_owners.push_back(plainLine(owner->address));
            m_failing.push_back(owner->isFailing);
        }
        const int holes = uncoveredSlots(*cluster);
        setAccessibleDescription(
            holes == 0
                ? tr("All %1 slots are served by %2 primaries.").arg(formatCount(kClusterSlots)).arg(m_owners.size())
                : tr("%1 slots are not served by any node.").arg(formatCount(holes)));
    }
    setVisible(cluster.has_value());
    update();
}

QRectF SlotMap::area(const SlotSpan &span) const
{
    const double scale = double(width()) / kClusterSlots;
    QRectF area(span.first * scale, 0, (span.last - span.first + 1) * scale, height());
    if (span.owner < 0 && area.width() < kLeastWidth)
        area.setWidth(kLeastWidth);
    return area;
}

/// Holes last, so that nothing covers them; what a failed node should serve is striped.
void SlotMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor critical = Theme::instance().tokens().critical;
    for (const SlotSpan &span : m_spans) {
        if (span.owner < 0)
            continue;
        const bool isFailing = m_failing[std::size_t(span.owner)];
        painter.fillRect(area(span), isFailing ? critical : ownerColor(span.owner));
        if (isFailing)
            painter.fillRect(area(span), QBrush(ownerColor(span.owner), Qt::BDiagPattern));
    }
    for (const SlotSpan &span : m_spans) {
        if (span.owner < 0)
            painter.fillRect(area(span), critical);
    }
    for (const SlotSpan &span : m_spans)
        paintNumber(painter, span);
}

QString SlotMap::numberOf(const SlotSpan &span) const
{
    const QString number = QStringLiteral("%1–%2").arg(span.first).arg(span.last);
    return fontMetrics().horizontalAdvance(number) + 2 * size::kGap <= area(span).width() ? number : QString();
}

QStringList SlotMap::numbers() const
{
    QStringList numbers;
    for (const SlotSpan &span : m_spans)
        numbers << numberOf(span);
    numbers.removeAll(QString());
    return numbers;
}

/// On a ground of its own: owners have all kinds of colours.
void SlotMap::paintNumber(QPainter &painter, const SlotSpan &span) const
{
    const QString number = numberOf(span);
    if (number.isEmpty())
        return;
    const Tokens &tokens = Theme::instance().tokens();
    QRectF ground(QPointF(), QSizeF(fontMetrics().size(Qt::TextSingleLine, number)) + QSizeF(2.0 * size::kGap, 0));
    ground.moveCenter(area(span).center());
    painter.fillRect(ground, tokens.surface);
    painter.setPen(tokens.text);
    painter.drawText(ground, int(Qt::AlignCenter), number);
}

QString SlotMap::wordsAt(int x) const
{
    const auto hole = std::ranges::find_if(
        m_spans, [&](const SlotSpan &span) { return span.owner < 0 && area(span).contains(x, 0); });
    const auto found = hole != m_spans.end() ? hole : std::ranges::find_if(m_spans, [&](const SlotSpan &span) {
        return area(span).contains(x, 0);
    });
    if (found == m_spans.end())
        return {};
    const QString range = tr("Slots %1 to %2").arg(found->first).arg(found->last);
    if (found->owner < 0)
        return tr("%1: not served by any node").arg(range);
    const QString owner = m_owners[std::size_t(found->owner)];
    return m_failing[std::size_t(found->owner)] ? tr("%1: %2, which has failed").arg(range, owner)
                                                : tr("%1: %2").arg(range, owner);
}

bool SlotMap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), plainToolTip(wordsAt(help->pos().x())), this);
    return true;
}

} // namespace lockmaster

#include "moc_slotmap.cpp"
