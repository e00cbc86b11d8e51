// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that are known by a key, and their order: siblings by a value, children after their parent.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "ui/common/rows/tablemodel.h"

namespace lockmaster {

/// What a row has to be. `parent` puts it below another row (a worker below its leader, a session below a heading)
/// and must not go in circles; `differsFrom` tells whether something changed that a person should notice (not that
/// ages went on).
template <class Row>
concept KeyedRow = std::equality_comparable<Row> && requires(const Row &row) {
    { row.key() } -> std::totally_ordered;
    { row.parent() } -> std::same_as<std::optional<std::decay_t<decltype(row.key())>>>;
    { row.isHeading() } -> std::same_as<bool>;
    { row.differsFrom(row) } -> std::same_as<bool>;
};

template <KeyedRow Row>
using KeyOf = std::decay_t<decltype(std::declval<const Row &>().key())>;

template <KeyedRow Row>
struct KeyedEntry {
    Row row;
    int depth = 0;
    bool hasChildren = false;
    std::uint64_t changed = 0; ///< a bit for each column that changed a moment ago
};

/// Places of rows by their keys.
template <class Key>
class KeyedPlaces
{
public:
    void reserve(std::size_t size) { m_places.reserve(size); }
    void append(const Key &key) { m_places.emplace_back(key, m_places.size()); }
    void finish()
    {
        if (!std::ranges::is_sorted(m_places))
            std::ranges::sort(m_places);
    }
    /// For each place, in the order of appending: how many keys are before its own.
    [[nodiscard]] std::vector<std::size_t> ranks() const
    {
        std::vector<std::size_t> ranks(m_places.size());
        for (std::size_t rank = 0; rank < m_places.size(); ++rank)
            ranks[m_places[rank].second] = rank;
        return ranks;
    }
    [[nodiscard]] std::optional<std::size_t> find(const Key &key) const
    {
        const auto found = std::ranges::lower_bound(m_places, key, {}, &std::pair<Key, std::size_t>::first);
        return found == m_places.end() || found->first != key ? std::nullopt : std::optional(found->second);
    }

private:
    std::vector<std::pair<Key, std::size_t>> m_places;
};

/// What rows are sorted by, in their order; of equal ones the higher in `ties` comes first, where there are any.
struct SortValues {
    std::vector<CellValue> values;
    std::vector<CellValue> ties; ///< empty, or as many
    Qt::SortOrder order = Qt::AscendingOrder;

    /// Below 0: left comes first; 0: either may.
    [[nodiscard]] int compared(std::size_t left, std::size_t right) const
    {
        const int difference = lockmaster::compared(values[left], values[right], order);
        if (difference != 0 || ties.empty())
            return difference;
        return lockmaster::compared(ties[left], ties[right], Qt::DescendingOrder);
    }
};

/// Brings rows into the order of a table. One call, one use.
template <KeyedRow Row>
class KeyedTree
{
public:
    using Key = KeyOf<Row>;

    /// Those that are equal in `values` too come by key.
    KeyedTree(std::vector<Row> rows, const SortValues &values) : m_rows(std::move(rows)), m_children(m_rows.size())
    {
        KeyedPlaces<Key> places;
        places.reserve(m_rows.size());
        for (const Row &row : m_rows)
            places.append(row.key());
        places.finish();
        for (const std::size_t place : sorted(values, places.ranks())) {
            const std::optional<Key> key = m_rows[place].parent();
            const auto parent = key ? places.find(*key) : std::nullopt;
            (parent ? m_children[*parent] : m_roots).push_back(place);
        }
    }

    /// Without the children of rows of which `isFolded` is true.
    template <class IsFolded>
    [[nodiscard]] std::vector<KeyedEntry<Row>> take(IsFolded isFolded) &&
    {
        m_entries.reserve(m_rows.size());
        for (const std::size_t root : m_roots)
            append(root, 0, isFolded);
        return std::move(m_entries);
    }

private:
    [[nodiscard]] std::vector<std::size_t> sorted(const SortValues &values, const std::vector<std::size_t> &ranks) const
    {
        std::vector<std::size_t> order(m_rows.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, [&](std::size_t left, std::size_t right) {
            const int difference = values.compared(left, right);
            return difference < 0 || (difference == 0 && ranks[left] < ranks[right]);
        });
        return order;
    }

    template <class IsFolded>
    void append(std::size_t place, int depth, IsFolded isFolded)
    {
        const bool endsHere = isFolded(m_rows[place]);
        m_entries.push_back({std::move(m_rows[place]), depth, !m_children[place].empty()});
        if (endsHere)
            return;
        for (const std::size_t child : m_children[place])
            append(child, depth + 1, isFolded);
    }

    std::vector<Row> m_rows;
    std::vector<std::vector<std::size_t>> m_children;
    std::vector<std::size_t> m_roots;
    std::vector<KeyedEntry<Row>> m_entries;
};

} // namespace lockmaster
