// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/topologyview.h"

#include "ui/replication/topologywords.h"

#include "base/format.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/statemark.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace lockmaster {

namespace {
constexpr int kWidth = 236;
constexpr int kHeight = 60;
constexpr int kAcross = 56; // between columns
} // namespace

TopologyView::TopologyView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Who streams from whom"));
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void TopologyView::setNodes(std::vector<TopologyNode> nodes)
{
    if (nodes == m_nodes)
        return;
    const bool isReshaped = !std::ranges::equal(nodes, m_nodes, {}, &TopologyNode::parent, &TopologyNode::parent);
    m_nodes = std::move(nodes);
    m_current = std::clamp(m_current, 0, std::max(0, int(m_nodes.size()) - 1));
    m_hovered = -1;
    if (isReshaped) {
        place();
        updateGeometry();
    }
    describe();
    update();
}

/// Each leaf has a line of its own; a server stands in the line of its first child.
void TopologyView::place()
{
    m_lines.assign(m_nodes.size(), 0);
    int line = -1;
    int before = -1; // depth of the node before
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const bool isFirstChild = i > 0 && m_nodes[i].depth > before && m_nodes[i].parent == int(i) - 1;
        line += isFirstChild ? 0 : 1;
        m_lines[i] = line;
        before = m_nodes[i].depth;
    }
}

void TopologyView::describe()
{
    QStringList lines;
    for (const TopologyNode &node : m_nodes)
        lines << nodeText(node);
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
}

QRect TopologyView::nodeRect(int node) const
{
    const TopologyNode &shown = m_nodes[std::size_t(node)];
    return {size::kLine + shown.depth * (kWidth + kAcross),
            size::kLine + m_lines[std::size_t(node)] * (kHeight + size::kInner), kWidth, kHeight};
}

QSize TopologyView::sizeHint() const
{
    if (m_nodes.empty())
        return {0, 0};
    const int depth = std::ranges::max(m_nodes, {}, &TopologyNode::depth).depth;
    const int lines = std::ranges::max(m_lines) + 1;
    return {(depth + 1) * (kWidth + kAcross) - kAcross + 2 * size::kLine, lines * (kHeight + size::kInner)};
}

int TopologyView::nodeAt(const QPoint &pos) const
{
    for (int i = 0; i < int(m_nodes.size()); ++i) {
        if (nodeRect(i).contains(pos))
            return i;
    }
    return -1;
}

bool TopologyView::canOpen(int node) const
{
    return node >= 0 && node < int(m_nodes.size()) && !m_nodes[std::size_t(node)].target.isEmpty()
           && !m_nodes[std::size_t(node)].isThis;
}

void TopologyView::activate(int node)
{
    if (canOpen(node))
        Q_EMIT targetActivated(m_nodes[std::size_t(node)].target);
}

bool TopologyView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const int node = nodeAt(static_cast<QHelpEvent *>(event)->pos());
    setPlainToolTip(this, node < 0 ? QString() : nodeText(m_nodes[std::size_t(node)]));
    return QWidget::event(event);
}

void TopologyView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < int(m_nodes.size()); ++i) {
        if (m_nodes[std::size_t(i)].parent >= 0)
            paintLink(painter, m_nodes[std::size_t(i)], nodeRect(i));
    }
    for (int i = 0; i < int(m_nodes.size()); ++i)
        paintNode(painter, i);
}

/// Thick where commits wait for the standby, broken where nothing flows.
void TopologyView::paintLink(QPainter &painter, const TopologyNode &node, const QRect &rect) const
{
    const Tokens &tokens = Theme::instance().tokens();
    const QRect from = nodeRect(node.parent);
    QPen pen(node.isMissing       ? tokens.warning
             : node.isSynchronous ? tokens.accent
                                  : tokens.muted,
             node.isSynchronous ? 2 : size::kLine, node.isMissing ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(pen);
    const QPointF start(from.right() + 1, from.center().y() + 0.5);
    const QPointF end(rect.left(), rect.center().y() + 0.5);
    const double middle = start.x() + kAcross / 2.0;
    painter.drawPolyline(QPolygonF{start, {middle, start.y()}, {middle, end.y()}, end});
    painter.setBrush(pen.color());
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF{end, end + QPointF(-6, -4), end + QPointF(-6, 4)});
}

void TopologyView::paintNode(QPainter &painter, int node) const
{
    const TopologyNode &shown = m_nodes[std::size_t(node)];
    const Tokens &tokens = Theme::instance().tokens();
    const QRect rect = nodeRect(node);
    const bool isFocused = hasFocus() && node == m_current;
    painter.setPen(QPen(shown.isThis || isFocused ? tokens.accent : tokens.line, isFocused ? 2 : size::kLine,
                        shown.isMissing ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(node == m_hovered && canOpen(node) ? tokens.hover : tokens.raised);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), size::kCorner, size::kCorner);

    const QRect inner = rect.adjusted(size::kInner, size::kGap, -size::kInner, -size::kGap);
    const int line = inner.height() / 3;
    paintStateShape(painter, QRectF(inner.left(), inner.top() + (line - size::kMark) / 2.0, size::kMark, size::kMark),
                    shown.state);
    const auto write = [&](int place, const QString &text, FontRole font, const QColor &color, int indent) {
        const QFont used = Theme::instance().font(font);
        const QRect area(inner.left() + indent, inner.top() + place * line, inner.width() - indent, line);
        painter.setFont(used);
        painter.setPen(color);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(used).elidedText(text, Qt::ElideRight, area.width()));
    };
    const QString role = nodeRoleText(shown);
    const QString how = nodeLinkText(shown);
    const QString link = how.isEmpty() ? role : QStringLiteral("%1 · %2").arg(role, how);
    const QString lag = shown.isMissing ? tr("keeps %1").arg(formatBytes(shown.lag.bytes.value_or(0)))
                        : shown.parent >= 0 || shown.lag.bytes ? lagWords(shown)
                                                               : QString();
    write(0, nodeName(shown), FontRole::Body, tokens.text, size::kMark + size::kInner);
    write(1, link, FontRole::Caption, tokens.muted, 0);
    write(2, lag, FontRole::Caption, shown.lag.bytes.value_or(0) > 0 ? tokens.text : tokens.muted, 0);
}

void TopologyView::mouseMoveEvent(QMouseEvent *event)
{
    const int node = nodeAt(event->position().toPoint());
    setCursor(canOpen(node) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (std::exchange(m_hovered, node) != node)
        update();
}

void TopologyView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        activate(nodeAt(event->position().toPoint()));
}

void TopologyView::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void TopologyView::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down || event->key() == Qt::Key_Right ? 1
                     : event->key() == Qt::Key_Up || event->key() == Qt::Key_Left  ? -1
                                                                                   : 0;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        activate(m_current);
    } else if (step != 0 && !m_nodes.empty()) {
        m_current = std::clamp(m_current + step, 0, int(m_nodes.size()) - 1);
        setAccessibleDescription(nodeText(m_nodes[std::size_t(m_current)]));
        update();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void TopologyView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void TopologyView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    describe();
    update();
}

} // namespace lockmaster

#include "moc_topologyview.cpp"
