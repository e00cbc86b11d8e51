// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a server connection of a pool as a box: state, backend and age, below them who uses it and for what.
#pragma once

#include <QStyledItemDelegate>

#include "ui/pgbouncer/poolbox.h"

namespace lockmaster {

class PoolBoxDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit PoolBoxDelegate(const KeyedTableModel<PoolBox> &boxes, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const KeyedTableModel<PoolBox> &m_boxes;
};

} // namespace lockmaster
