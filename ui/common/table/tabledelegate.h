// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of every table. The text of a cell is laid out once and kept: sixty frames a second with many rows.
#pragma once

#include <QHash>
#include <QStaticText>
#include <QStyledItemDelegate>

#include "ui/common/rows/tablemodel.h"

namespace lockmaster {

class TableView;

class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit TableDelegate(TableView &view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// Where the fold sign of a row stands, within its first cell.
    [[nodiscard]] static QRect foldRect(const QRect &cell, int depth);

private:
    struct Layout {
        QStaticText text;
        bool isCut = false;
    };
    struct Manner {
        bool isRight = false;
        bool isBold = false;
        bool isName = false; ///< cut in the middle
    };
    using LayoutKey = std::pair<QString, int>; ///< text; width and manner as one number

    const Layout &layout(const QString &text, int width, Manner manner) const;
    static QStaticText laidOut(const QString &text, const QFont &font);
    [[nodiscard]] QColor textColor(const TableCell &cell) const;
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                     const TableCell &cell, bool isHeading) const;
    int paintMarks(QPainter &painter, const QRect &area, const TableCell &cell, const TableRowShape &shape,
                   bool isFirst) const;
    /// Whether it was cut.
    bool paintText(QPainter &painter, const QRect &area, const QString &text, Manner manner) const;
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void forget();

    TableView &m_view;
    mutable QHash<LayoutKey, Layout> m_layouts;
    QFont m_font;
    QFont m_boldFont;
};

} // namespace lockmaster
