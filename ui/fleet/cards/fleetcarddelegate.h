// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cards of FleetCards: state and name, facts, the worst number, a bar to the nearest limit, a line of the work;
// of a blind target since when and why.
#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/tokens.h"

namespace lockmaster {

class FleetCards;

class FleetCardDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit FleetCardDelegate(const FleetCards &cards, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintWork(QPainter &painter, const QRect &area, int row) const;

    const FleetCards &m_cards;
};

/// A bar of a share from 0 to 1, in the colour of the state when that is much.
void paintShareBar(QPainter &painter, const QRectF &area, double share, HealthState state);

} // namespace lockmaster
