// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draws who streams from whom, from left to right. A server of the fleet is opened by a click, or by Return; arrow keys
// move between servers. GUI thread.
#pragma once

#include <QWidget>

#include "watch/topology.h"

namespace lockmaster {

class TopologyView : public QWidget
{
    Q_OBJECT
public:
    explicit TopologyView(QWidget *parent = nullptr);

    void setNodes(std::vector<TopologyNode> nodes);
    [[nodiscard]] const std::vector<TopologyNode> &nodes() const { return m_nodes; }
    [[nodiscard]] QRect nodeRect(int node) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void targetActivated(const QString &target);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void place();
    void describe();
    void activate(int node);
    [[nodiscard]] int nodeAt(const QPoint &pos) const;
    [[nodiscard]] bool canOpen(int node) const;
    void paintLink(QPainter &painter, const TopologyNode &node, const QRect &rect) const;
    void paintNode(QPainter &painter, int node) const;

    std::vector<TopologyNode> m_nodes;
    std::vector<int> m_lines; ///< in which line each stands
    int m_hovered = -1;
    int m_current = 0;
};

} // namespace lockmaster
