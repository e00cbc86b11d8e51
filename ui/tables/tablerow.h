// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A table as a row, and its columns.
#pragma once

#include <set>
#include <vector>

#include "model/postgres/catalogorder.h"
#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct TableRow {
    CatalogTable table;
    ServerTime readAt{};
    std::optional<double> secondsLeft; ///< until it is too old to be written, at the rate of now; see Wraparound

    [[nodiscard]] std::uint32_t key() const { return table.oid; }
    [[nodiscard]] static std::optional<std::uint32_t> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const TableRow &before) const { return table != before.table; }
    bool operator==(const TableRow &) const = default;
};

/// Of one of the state's catalogs.
std::vector<TableRow> tableRows(const Catalog &catalog, const PostgresState &state);
std::vector<KeyedColumn<TableRow>> tableColumns();

struct TablePreset {
    QString id;    ///< stable
    QString title; ///< translated
    TableOrder order = TableOrder::Largest;
    QString sortColumn; ///< what it puts first, descending
};

/// In the order of the menu.
std::vector<TablePreset> tablePresets();

class CatalogTableModel : public KeyedTableModel<TableRow>
{
    Q_OBJECT
public:
    explicit CatalogTableModel(QObject *parent = nullptr);

    /// Shows the catalog's tables: those that have a place in the order; of many the first of it only, since beyond them
    /// the server has not told all. Null: none.
    void showTables(const Catalog *catalog, const PostgresState *state, TableOrder order);

protected:
    [[nodiscard]] bool accepts(const TableRow &row) const override;

private:
    std::optional<std::set<std::uint32_t>> m_chosen; ///< absent: all
};

/// So many of an order are complete: the server tells as many of each.
inline constexpr std::size_t kFirstOfOrder = 100;

} // namespace lockmaster
