// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The one model of all tables: rows that are known by a key. New rows are compared with the old ones by key, so that
// selection, current row, sorting and scroll position survive every refresh; there is never a model reset.
#pragma once

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ui/common/rows/indexranges.h"
#include "ui/common/rows/keyedtree.h"
#include "ui/common/rows/tablemodel.h"

namespace lockmaster {

template <class Row>
struct KeyedColumn {
    TableColumn info;
    std::function<QString(const Row &)> text;
    std::function<CellValue(const Row &)> value = {}; ///< for sorting, comparing and JSON; without it: the text
    std::function<std::optional<HealthState>(const Row &)> state = {};
    std::function<QColor(const Row &)> swatch = {};
    std::function<QString(const Row &)> hint = {}; ///< tool tip, plain text; without it: the text when it is cut
    std::function<CellValue(const Row &)> then =
        {}; ///< sorted by this column, of equal rows the higher here comes first
};

template <KeyedRow Row>
class KeyedTableModel : public TableModel
{
public:
    using Key = KeyOf<Row>;

    explicit KeyedTableModel(std::vector<KeyedColumn<Row>> columns, QObject *parent = nullptr)
        : TableModel(parent), m_columns(std::move(columns))
    {
        for (std::size_t place = 0; place < m_columns.size(); ++place) {
            TableColumn &info = m_columns[place].info;
            if (!info.ages)
                continue;
            info.width = std::max(info.width, kAgeWidth);
            m_ageColumns.append(static_cast<int>(place));
        }
    }

    /// Rows in any order. Of several with the same key the first one counts.
    void setRows(std::vector<Row> rows)
    {
        m_all = std::move(rows);
        if (!std::ranges::is_sorted(m_all, {}, &Row::key))
            std::ranges::stable_sort(m_all, {}, &Row::key);
        const auto same = std::ranges::unique(m_all, {}, &Row::key);
        m_all.erase(same.begin(), same.end());
        rebuild();
    }

    [[nodiscard]] const Row &row(int row) const { return entry(row).row; }

    /// −1 when it is not shown: gone, filtered out or folded away.
    [[nodiscard]] int rowOf(const Key &key) const
    {
        const auto found = std::ranges::find(m_shown, key, [](const Entry &shown) { return shown.row.key(); });
        return found == m_shown.end() ? -1 : static_cast<int>(std::distance(m_shown.begin(), found));
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    [[nodiscard]] int totalRows() const override { return static_cast<int>(m_all.size()); }
    [[nodiscard]] const TableColumn &column(int column) const override { return described(column).info; }

    [[nodiscard]] TableCell cell(int row, int column) const override
    {
        const Entry &shown = entry(row);
        const KeyedColumn<Row> &described = this->described(column);
        TableCell cell{.text = described.text(shown.row), .state = {}, .swatch = {}};
        if (described.state)
            cell.state = described.state(shown.row);
        if (described.swatch)
            cell.swatch = described.swatch(shown.row);
        cell.isChanged = column < kMaskBits && (shown.changed >> column & 1U) != 0;
        return cell;
    }
    [[nodiscard]] CellValue value(int row, int column) const override { return valueOf(entry(row).row, column); }
    [[nodiscard]] QString hint(int row, int column) const override
    {
        const KeyedColumn<Row> &described = this->described(column);
        return described.hint ? described.hint(entry(row).row) : QString();
    }
    [[nodiscard]] TableRowShape shape(int row) const override
    {
        const Entry &shown = entry(row);
        const Fold fold = isFolded(shown.row) ? Fold::Closed : Fold::Open;
        return {shown.depth, shown.hasChildren ? fold : Fold::None, shown.row.isHeading()};
    }
    void setFolded(int row, bool folded) override
    {
        const Key key = entry(row).row.key();
        if (folded == isFolded(entry(row).row))
            return;
        if (!m_turned.erase(key))
            m_turned.insert(key);
        rebuild();
        Q_EMIT dataChanged(index(rowOf(key), 0), index(rowOf(key), columnCount() - 1));
    }

protected:
    /// A row that no filter of the table's own keeps out. Pages add theirs: idle ones, background processes.
    [[nodiscard]] virtual bool accepts(const Row &) const { return true; }
    /// The rows that passed the filters: a page may add headings and set parents. Order does not matter.
    virtual void arrange(std::vector<Row> &) const {}

    /// Whether a row hides what is below it until the user opens it.
    [[nodiscard]] virtual bool startsFolded(const Row &) const { return false; }

    void rebuild() override { show(ordered(filtered())); }

    void clearTints() override
    {
        IndexRanges tinted;
        for (int row = 0; row < rowCount(); ++row) {
            if (std::exchange(m_shown[static_cast<std::size_t>(row)].changed, 0) != 0)
                tinted.append(row);
        }
        tell(tinted, {0, columnCount() - 1});
    }

private:
    static constexpr int kMaskBits = 64;
    using Mask = std::uint64_t;
    using Entry = KeyedEntry<Row>;
    using Entries = std::vector<Entry>;
    static constexpr auto keyOf = [](const Entry &entry) { return entry.row.key(); };

    [[nodiscard]] const Entry &entry(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const KeyedColumn<Row> &described(int column) const
    {
        return m_columns[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] CellValue valueOf(const Row &row, int column) const
    {
        const KeyedColumn<Row> &described = this->described(column);
        return described.value ? described.value(row) : CellValue(described.text(row));
    }

    [[nodiscard]] bool passes(const Row &row) const
    {
        if (!accepts(row))
            return false;
        for (std::size_t column = 0; column < columnFilters().size(); ++column) {
            const CellFilter &filter = columnFilters()[column];
            const CellValue value = filter.isEmpty() ? CellValue() : valueOf(row, static_cast<int>(column));
            const auto *number = std::get_if<double>(&value);
            if (!filter.isEmpty()
                && !filter.matches(m_columns[column].text(row), number ? std::optional(*number) : std::nullopt))
                return false;
        }
        return textFilter().isEmpty() || std::ranges::any_of(m_columns, [&](const KeyedColumn<Row> &column) {
                   return column.text(row).contains(textFilter(), Qt::CaseInsensitive);
               });
    }

    [[nodiscard]] std::vector<Row> filtered() const
    {
        std::vector<Row> rows;
        std::ranges::copy_if(m_all, std::back_inserter(rows), [&](const Row &row) { return passes(row); });
        arrange(rows);
        return rows;
    }

    [[nodiscard]] Entries ordered(std::vector<Row> rows) const
    {
        SortValues sortValues{.values = {}, .ties = {}, .order = sortOrder()};
        const auto then = sortColumn() < 0 ? nullptr : described(sortColumn()).then;
        sortValues.values.reserve(rows.size());
        sortValues.ties.reserve(then ? rows.size() : 0);
        for (const Row &row : rows) {
            sortValues.values.push_back(sortColumn() < 0 ? CellValue() : valueOf(row, sortColumn()));
            if (then)
                sortValues.ties.push_back(then(row));
        }
        return KeyedTree<Row>(std::move(rows), sortValues).take([this](const Row &row) { return isFolded(row); });
    }

    [[nodiscard]] bool isFolded(const Row &row) const { return startsFolded(row) != m_turned.contains(row.key()); }

    /// From what is shown to `next`: those that go are gathered at the end and leave as one range, new ones come as
    /// one range, then all take their places. At most one removal, one insertion and two changes of layout.
    void show(Entries next)
    {
        std::vector<bool> isThere(next.size());
        std::vector<std::size_t> goals = goalsOf(next, isThere);
        const auto staying = static_cast<std::size_t>(std::ranges::count(isThere, true));
        reorder(goals);
        removeFrom(staying);
        goals.resize(staying);
        for (std::size_t place = 0; place < next.size(); ++place) {
            if (!isThere[place])
                goals.push_back(place);
        }
        insert(next, std::span(goals).subspan(staying));
        reorder(goals);
        update(std::move(next));
    }

    /// Where each row shown goes; next.size() for those that leave. Marks the places of those that stay.
    [[nodiscard]] std::vector<std::size_t> goalsOf(const Entries &next, std::vector<bool> &isThere) const
    {
        std::vector<std::size_t> goals;
        if (std::ranges::equal(m_shown, next, {}, keyOf, keyOf)) {
            goals.resize(next.size());
            std::iota(goals.begin(), goals.end(), std::size_t{0});
            isThere.assign(next.size(), true);
            return goals;
        }
        KeyedPlaces<Key> places;
        places.reserve(next.size());
        for (const Entry &entry : next)
            places.append(entry.row.key());
        places.finish();
        goals.reserve(m_shown.size());
        for (const Entry &shown : m_shown) {
            goals.push_back(places.find(shown.row.key()).value_or(next.size()));
            if (goals.back() < next.size())
                isThere[goals.back()] = true;
        }
        return goals;
    }

    /// Sorts the rows by their goals and tells persistent indexes where they went.
    void reorder(std::vector<std::size_t> &goals)
    {
        if (std::ranges::is_sorted(goals))
            return;
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        std::vector<std::size_t> order(goals.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, {}, [&](std::size_t place) { return goals[place]; });
        Entries entries;
        entries.reserve(order.size());
        std::vector<int> movedTo(order.size());
        for (const std::size_t place : order) {
            movedTo[place] = static_cast<int>(entries.size());
            entries.push_back(std::move(m_shown[place]));
        }
        m_shown = std::move(entries);
        movePersistentIndexes(movedTo);
        std::ranges::sort(goals);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    void movePersistentIndexes(const std::vector<int> &movedTo)
    {
        const QModelIndexList before = persistentIndexList();
        QModelIndexList after;
        for (const QModelIndex &old : before)
            after.append(index(movedTo[static_cast<std::size_t>(old.row())], old.column()));
        changePersistentIndexList(before, after);
    }

    void removeFrom(std::size_t first)
    {
        if (first >= m_shown.size())
            return;
        beginRemoveRows({}, static_cast<int>(first), rowCount() - 1);
        m_shown.erase(m_shown.begin() + static_cast<std::ptrdiff_t>(first), m_shown.end());
        endRemoveRows();
    }

    void insert(const Entries &next, std::span<const std::size_t> fresh)
    {
        if (fresh.empty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
        for (const std::size_t place : fresh)
            m_shown.push_back(next[place]);
        endInsertRows();
    }

    /// Takes the new values over, in ranges of rows that changed; of rows that only aged, the columns of ages.
    void update(Entries next)
    {
        IndexRanges changed;
        IndexRanges aged;
        for (int row = 0; row < rowCount(); ++row) {
            const Change change = take(m_shown[static_cast<std::size_t>(row)], next[static_cast<std::size_t>(row)]);
            if (change == Change::Seen)
                changed.append(row);
            else if (change == Change::OnlyAges)
                aged.append(row);
        }
        tell(changed, {0, columnCount() - 1});
        for (const auto &columns : m_ageColumns.ranges())
            tell(aged, columns);
    }

    enum class Change { None, OnlyAges, Seen };

    Change take(Entry &shown, Entry &next)
    {
        const bool standsSame = shown.depth == next.depth && shown.hasChildren == next.hasChildren;
        if (standsSame && shown.row == next.row)
            return Change::None;
        if constexpr (requires { next.row.onlyAged(shown.row); }) {
            if (standsSame && next.row.onlyAged(shown.row)) {
                shown.row = std::move(next.row);
                return Change::OnlyAges;
            }
        }
        next.changed = shown.changed | changesOf(shown.row, next.row);
        shown = std::move(next);
        return Change::Seen;
    }

    void tell(const IndexRanges &rows, std::pair<int, int> columns)
    {
        for (const auto &[first, last] : rows.ranges())
            Q_EMIT dataChanged(index(first, columns.first), index(last, columns.second));
    }

    Mask changesOf(const Row &before, const Row &after)
    {
        Mask changed = 0;
        if (!after.differsFrom(before))
            return changed;
        for (std::size_t column = 0; column < m_columns.size() && column < kMaskBits; ++column) {
            if (m_columns[column].info.tints && m_columns[column].text(before) != m_columns[column].text(after))
                changed |= Mask{1} << column;
        }
        if (changed != 0)
            startTint();
        return changed;
    }

    std::vector<KeyedColumn<Row>> m_columns;
    IndexRanges m_ageColumns;
    std::vector<Row> m_all;
    Entries m_shown;
    std::set<Key> m_turned; ///< rows that are not as they started: opened or folded
};

} // namespace lockmaster
