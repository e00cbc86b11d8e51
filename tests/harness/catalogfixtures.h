// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tables and indexes made by hand.
#pragma once

#include <QStringList>

#include "model/postgres/catalog.h"

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;

inline CatalogTable tableOf(std::uint32_t oid, const QString &name, std::int64_t bytes = 0)
{
    CatalogTable table;
    table.oid = oid;
    table.schema = u"public"_s;
    table.name = name;
    table.space.heap = bytes;
    table.upkeep.vacuumAt = 50;
    table.upkeep.insertAt = 1000;
    table.upkeep.analyzeAt = 50;
    table.upkeep.freezeAt = 200'000'000;
    return table;
}

/// A valid btree on these columns of table 1, not unique.
inline CatalogIndex indexOf(std::uint32_t oid, const QString &name, std::vector<int> columns)
{
    CatalogIndex index;
    index.oid = oid;
    index.tableOid = 1;
    index.schema = u"public"_s;
    index.name = name;
    index.table = u"orders"_s;
    index.method = u"btree"_s;
    index.scans = 1;
    index.isBeingBuilt = false;
    index.keyColumns = int(columns.size());
    index.columns = std::move(columns);
    QStringList classes(index.keyColumns, u"1978"_s);
    QStringList zeros(index.keyColumns, u"0"_s);
    index.classes = QStringList{classes.join(u' '), zeros.join(u' '), zeros.join(u' ')}.join(u'/');
    return index;
}

} // namespace lockmaster::fixtures
