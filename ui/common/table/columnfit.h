// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the columns of a table share its width: lesser ones give way, the elastic one takes what is left, and a number
// that would be cut makes its column wider. Part of a TableView. GUI thread.
#pragma once

#include <QTimer>
#include <map>
#include <set>

namespace lockmaster {

class TableModel;
class TableView;

int elasticColumn(const TableModel &model); ///< −1 when there is none

class ColumnFit
{
public:
    explicit ColumnFit(TableView &view);

    /// Hides columns that yield (TableColumn::yields) until the rest has room, shows them again where there is room,
    /// and stretches the elastic one. Columns that are sorted by or filtered do not yield.
    void fit();
    /// Hidden for want of room, not by the user.
    [[nodiscard]] bool hasYielded(int column) const { return m_yielded.contains(column); }
    void setInsists(int column, bool insists); ///< the user wants it, room or not
    [[nodiscard]] bool insists(int column) const { return m_insisting.contains(column); }
    /// Soon, and never narrower; `width` in pixels. May be called while the table is painted.
    void widen(int column, int width);
    /// In pixels, without what widen() added.
    [[nodiscard]] int chosenWidth(int column) const;
    void forget(int column); ///< that it has yielded: the user hides it

private:
    struct Widened {
        int from = 0; ///< pixels
        int to = 0;
    };
    void giveWay();
    void setShown(int column, bool shown);
    void stretch();
    void widenNow();
    [[nodiscard]] bool canYield(int column) const;
    [[nodiscard]] int neededWidth(int column) const;
    [[nodiscard]] bool isUsable() const;

    TableView &m_view;
    std::map<int, int> m_yielded; ///< with the widths they had
    std::set<int> m_insisting;
    std::map<int, int> m_wanted;
    std::map<int, Widened> m_widened;
    QTimer m_timer;
    bool m_isFitting = false;
};

} // namespace lockmaster
