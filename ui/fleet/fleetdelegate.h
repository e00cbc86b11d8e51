// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a target of the fleet list: shape and name, below them role and worst number, the data's age at the right.
// Folded: the shape with the number of findings, below them the letters of the name.
#pragma once

#include <QStyledItemDelegate>

namespace lockmaster {

class FleetDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setFolded(bool folded) { m_isFolded = folded; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool m_isFolded = false;
};

/// "op" of "orders-primary", "pgb" of "pgbouncer": at most three letters.
QString shortName(const QString &target);

} // namespace lockmaster
