// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table/columnfit.h"

#include "ui/common/rows/tablemodel.h"
#include "ui/common/table/tableview.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScopedValueRollback>
#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace lockmaster {
namespace {

/// Else a row would be hard to follow from its first cell across a wide screen. Statements need all the room.
constexpr int kMostStretch = 3;

bool isLastShown(const QHeaderView &header, int column)
{
    for (int place = header.visualIndex(column) + 1; place < header.count(); ++place) {
        if (!header.isSectionHidden(header.logicalIndex(place)))
            return false;
    }
    return true;
}

int smallestWidth(const TableView &view, int column)
{
    return view.fontMetrics().averageCharWidth() * view.table().column(column).width;
}

} // namespace

int elasticColumn(const TableModel &model)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.column(column).isElastic)
            return column;
    }
    return -1;
}

ColumnFit::ColumnFit(TableView &view) : m_view(view)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { widenNow(); });
}

bool ColumnFit::isUsable() const
{
    return m_view.model() == &m_view.table(); // else the model went first
}

void ColumnFit::fit()
{
    if (!isUsable() || m_isFitting)
        return;
    const QScopedValueRollback<bool> fitting(m_isFitting, true);
    giveWay();
    stretch();
}

void ColumnFit::setInsists(int column, bool insists)
{
    if (insists)
        m_insisting.insert(column);
    else
        m_insisting.erase(column);
}

bool ColumnFit::canYield(int column) const
{
    const TableModel &model = m_view.table();
    return model.column(column).yields > 0 && !m_insisting.contains(column) && column != model.sortColumn()
           && model.columnFilter(column).isEmpty();
}

int ColumnFit::neededWidth(int column) const
{
    if (const auto yielded = m_yielded.find(column); yielded != m_yielded.end())
        return yielded->second;
    return m_view.table().column(column).isElastic ? smallestWidth(m_view, column) : m_view.columnWidth(column);
}

void ColumnFit::giveWay()
{
    const TableModel &model = m_view.table();
    std::erase_if(m_yielded, [this](const auto &each) { return !m_view.isColumnHidden(each.first); }); // by others
    std::vector<int> yielding;
    int needed = 0;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (m_view.isColumnHidden(column) && !hasYielded(column))
            continue;
        needed += neededWidth(column);
        if (canYield(column))
            yielding.push_back(column);
        else
            setShown(column, true);
    }
    std::ranges::sort(yielding, std::greater(), [&model](int column) { return model.column(column).yields; });
    const int room = m_view.viewport()->width();
    for (const int column : yielding) {
        const bool isShort = needed > room;
        if (isShort)
            needed -= neededWidth(column);
        setShown(column, !isShort);
    }
}

void ColumnFit::setShown(int column, bool shown)
{
    if (shown != hasYielded(column))
        return;
    if (shown) {
        const int width = m_yielded.at(column);
        m_yielded.erase(column);
        m_view.setColumnHidden(column, false);
        m_view.setColumnWidth(column, width);
        return;
    }
    m_yielded.emplace(column, m_view.columnWidth(column));
    m_view.setColumnHidden(column, true);
    const QModelIndex current = m_view.currentIndex();
    const std::vector<int> left = m_view.shownColumns();
    if (current.isValid() && current.column() == column && !left.empty()) // else keys would move along what is not seen
        m_view.selectionModel()->setCurrentIndex(current.siblingAtColumn(left.front()), QItemSelectionModel::NoUpdate);
}

void ColumnFit::stretch()
{
    const TableModel &model = m_view.table();
    QHeaderView &header = *m_view.horizontalHeader();
    const int column = elasticColumn(model);
    if (column < 0 || m_view.isColumnHidden(column))
        return;
    const int smallest = smallestWidth(m_view, column);
    const int others = header.length() - header.sectionSize(column);
    const int room = m_view.viewport()->width() - others;
    const bool takesAll = model.column(column).isStatement || isLastShown(header, column);
    header.resizeSection(column, std::max(smallest, takesAll ? room : std::min(room, kMostStretch * smallest)));
}

void ColumnFit::widen(int column, int width)
{
    int &wanted = m_wanted[column];
    wanted = std::max(wanted, width);
    if (!m_timer.isActive())
        m_timer.start();
}

int ColumnFit::chosenWidth(int column) const
{
    const int now = m_view.columnWidth(column);
    const auto widened = m_widened.find(column);
    return widened != m_widened.end() && widened->second.to == now ? widened->second.from : now;
}

void ColumnFit::forget(int column)
{
    m_yielded.erase(column);
}

void ColumnFit::widenNow()
{
    const std::map<int, int> wanted = std::exchange(m_wanted, {});
    if (!isUsable())
        return;
    for (const auto &[column, width] : wanted) {
        if (m_view.isColumnHidden(column) || m_view.columnWidth(column) >= width)
            continue;
        const int chosen = chosenWidth(column);
        m_view.setColumnWidth(column, width);
        m_widened[column] = {chosen, m_view.columnWidth(column)};
    }
    fit();
}

} // namespace lockmaster
