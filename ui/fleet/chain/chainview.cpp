// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/chain/chainview.h"

#include "base/text.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/statemark.h"
#include "ui/fleet/cards/fleetcarddelegate.h"
#include "ui/fleet/health/healthline.h"
#include "ui/theme/theme.h"
#include "watch/momentbus.h"

#include <QHBoxLayout>
#include <QPainter>

namespace lockmaster {
namespace {

constexpr QSize kBoxSize{320, 56}; ///< where there is room
constexpr int kLeastWidth = 200;
constexpr int kBarHeight = 4;

/// Of one among several it says which.
QString named(const ChainLink &link, const QString &target, const QString &text)
{
    return link.servers > 1 && !text.isEmpty() ? QStringLiteral("%1: %2").arg(target, text) : text;
}

QString fullestOf(const ChainLink &link, const MomentBus &bus)
{
    const SnapshotPtr snapshot = bus.shown(link.fullest);
    const QString text = named(link, link.fullest, snapshot ? saturationWords(*snapshot) : QString());
    const bool isHidden = link.state == HealthState::Unknown && !link.isTroubled && !text.isEmpty();
    return isHidden ? ChainBox::tr("%1 · some hidden").arg(text) : text;
}

ChainWords wordsOf(const ChainLink &link, const MomentBus &bus)
{
    const QString trouble = link.isTroubled ? named(link, link.worst, healthLine(bus, link.worst).number) : QString();
    return {trouble, fullestOf(link, bus)};
}

/// Where the root is known, it is what to look at: the bottleneck only shows it.
ChainMark markOf(const GroupChain &chain, int place)
{
    if (chain.root >= 0)
        return place == chain.root ? ChainMark::Root : ChainMark::None;
    return place == chain.bottleneck ? ChainMark::Bottleneck : ChainMark::None;
}

QString markWord(ChainMark mark)
{
    switch (mark) {
    case ChainMark::None: return {};
    case ChainMark::Bottleneck: return ChainBox::tr("bottleneck");
    case ChainMark::Root: return ChainBox::tr("cause");
    }
    return {};
}

QColor markColor(ChainMark mark, const Tokens &tokens)
{
    return mark == ChainMark::Root ? tokens.critical : tokens.warning;
}

} // namespace

ChainBox::ChainBox(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedHeight(kBoxSize.height());
    setMinimumWidth(kLeastWidth);
    setMaximumWidth(kBoxSize.width());
}

QSize ChainBox::sizeHint() const
{
    return kBoxSize;
}

QString ChainBox::target() const
{
    return m_link.state == HealthState::Ok && !m_link.fullest.isEmpty() ? m_link.fullest : m_link.worst;
}

void ChainBox::setLink(const ChainLink &link, const ChainWords &words, ChainMark mark)
{
    if (link == m_link && words == m_words && mark == m_mark)
        return;
    m_link = link;
    m_words = words;
    m_mark = mark;
    setAccessibleName(QStringLiteral("%1, %2").arg(QString(recordOf(link.kind).product), stateWord(link.state)));
    setAccessibleDescription(QStringLiteral("%1 %2 %3").arg(words.fullest, words.trouble, markWord(mark)));
    update();
}

void ChainBox::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = m_mark != ChainMark::None ? markColor(m_mark, tokens)
                        : hasFocus()              ? tokens.accent
                                                  : tokens.line;
    painter.setPen(QPen(edge, m_mark != ChainMark::None || hasFocus() ? 2 : 1));
    painter.setBrush(underMouse() ? tokens.hover : tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), size::kCorner, size::kCorner);
    const QRect inner = rect().adjusted(12, 6, -12, -8);
    paintStateShape(painter, QRectF(inner.left(), inner.top() + 4, size::kMark, size::kMark), m_link.state);
    const auto write = [&](const QRect &area, const QString &text, FontRole role, const QColor &color,
                           Qt::Alignment side) {
        painter.setFont(theme.font(role));
        painter.setPen(color);
        const QString cut = painter.fontMetrics().elidedText(plainLine(text), Qt::ElideRight, area.width());
        painter.drawText(area, int(side) | int(Qt::TextSingleLine), cut);
    };
    const QRect top = inner.adjusted(size::kMark + size::kInner, 0, 0, 0);
    const QString count = m_link.servers > 1 ? QStringLiteral(" × %1").arg(m_link.servers) : QString();
    write(top, QString(recordOf(m_link.kind).product) + count, FontRole::Title, tokens.text,
          Qt::AlignLeft | Qt::AlignTop);
    write(top, markWord(m_mark), FontRole::Caption, markColor(m_mark, tokens), Qt::AlignRight | Qt::AlignTop);
    const bool isWell = m_words.trouble.isEmpty();
    const QString detail = isWell ? m_words.fullest : m_words.trouble;
    write(inner.adjusted(0, 20, 0, 0), detail.isEmpty() ? tr("no limit known") : detail, FontRole::Caption,
          isWell ? tokens.muted : stateColor(tokens, m_link.state), Qt::AlignLeft | Qt::AlignTop);
    if (m_link.share)
        paintShareBar(painter, QRectF(inner.left(), height() - 8 - kBarHeight, inner.width(), kBarHeight),
                      *m_link.share, m_link.shareState);
}

ChainView::ChainView(QWidget *parent) : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(size::kInner);
}

void ChainView::setChain(const GroupChain &chain, const MomentBus &bus)
{
    const bool isSameShape =
        chain.group == m_chain.group && chain.links.size() == m_chain.links.size() && !m_boxes.empty();
    m_chain = chain;
    if (!isSameShape)
        makeBoxes();
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        m_boxes[i]->setLink(chain.links[i], wordsOf(chain.links[i], bus), markOf(chain, int(i)));
}

void ChainView::makeBoxes()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    m_boxes.clear();
    auto *name = new PlainLabel(plainLine(m_chain.group), FontRole::Body, Tone::Muted, this);
    name->setFixedWidth(120);
    m_layout->addWidget(name);
    for (std::size_t i = 0; i < m_chain.links.size(); ++i) {
        if (i > 0)
            m_layout->addWidget(new PlainLabel(QStringLiteral("→"), FontRole::Title, Tone::Muted, this));
        auto *box = new ChainBox(this);
        connect(box, &ChainBox::clicked, this, [this, box] { Q_EMIT targetRequested(box->target()); });
        m_layout->addWidget(box);
        m_boxes.push_back(box);
    }
    m_layout->addStretch(1);
}

} // namespace lockmaster

#include "moc_chainview.cpp"
