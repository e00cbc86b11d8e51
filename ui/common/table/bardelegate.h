// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a cell whose value is a share of a limit: a bar, and what the cell says right of it. Above 1 the bar is full.
#pragma once

#include "ui/common/table/tabledelegate.h"

namespace lockmaster {

class BarDelegate : public TableDelegate
{
    Q_OBJECT
public:
    explicit BarDelegate(TableView &view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Where the bar of a cell is, before its text; narrow cells have none.
    [[nodiscard]] static QRect barRect(const QRect &cell, int textWidth);

private:
    TableView &m_table;
};

} // namespace lockmaster
