// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An index as a row, its columns, and the choices of rows.
#pragma once

#include <set>
#include <vector>

#include "model/postgres/indexfaults.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct IndexRow {
    CatalogIndex index;
    IndexFault fault = IndexFault::None;
    QString instead;                                  ///< of a duplicate or prefix: the index that serves its queries
    std::optional<std::chrono::microseconds> counted; ///< how long scans have been counted; absent: since always
    ServerTime readAt{};

    [[nodiscard]] std::uint32_t key() const { return index.oid; }
    [[nodiscard]] static std::optional<std::uint32_t> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const IndexRow &before) const { return index != before.index; }
    bool operator==(const IndexRow &) const = default;
};

std::vector<IndexRow> indexRows(const Catalog &catalog);
std::vector<KeyedColumn<IndexRow>> indexColumns();

enum class IndexChoice { Faulty, OfTable, All };

class CatalogIndexModel : public KeyedTableModel<IndexRow>
{
    Q_OBJECT
public:
    explicit CatalogIndexModel(QObject *parent = nullptr);
    void choose(IndexChoice choice, std::uint32_t tableOid); ///< the table counts when its indexes are chosen
    [[nodiscard]] IndexChoice choice() const { return m_choice; }

protected:
    [[nodiscard]] bool accepts(const IndexRow &row) const override;

private:
    IndexChoice m_choice = IndexChoice::Faulty;
    std::uint32_t m_tableOid = 0;
};

/// "invalid", "covered by orders_pkey"; empty: nothing is wrong.
QString faultWords(const IndexRow &row);

} // namespace lockmaster
