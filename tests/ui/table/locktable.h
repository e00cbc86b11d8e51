// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A table of the locks of a canal, for tests of what all tables share.
#pragma once

#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster::fixtures {

struct Lock {
    int id = 0;
    QString name;
    double depth = 0;
    std::optional<int> basin; ///< the lock it stands below
    QString notice;
    int opened = 0; ///< seconds ago

    [[nodiscard]] int key() const { return id; }
    [[nodiscard]] std::optional<int> parent() const { return basin; }
    [[nodiscard]] bool isHeading() const { return false; }
    [[nodiscard]] bool differsFrom(const Lock &before) const { return name != before.name; }
    [[nodiscard]] bool onlyAged(const Lock &before) const
    {
        Lock then = *this;
        then.opened = before.opened;
        return then == before;
    }
    bool operator==(const Lock &) const = default;
};

inline std::vector<KeyedColumn<Lock>> columns()
{
    return {{.info = {.id = "id", .title = "Id", .toolTip = "<b>Number</b>"},
             .text = [](const Lock &lock) { return QString::number(lock.id); },
             .value = [](const Lock &lock) { return CellValue(static_cast<double>(lock.id)); }},
            {.info = {.id = "name", .title = "Name", .toolTip = {}, .tints = true},
             .text = [](const Lock &lock) { return lock.name; }},
            {.info = {.id = "depth", .title = "Depth", .toolTip = {}, .isNumeric = true},
             .text = [](const Lock &lock) { return lock.depth < 0 ? QString() : QString::number(lock.depth) + " m"; },
             .value = [](const Lock &lock) { return lock.depth < 0 ? CellValue() : CellValue(lock.depth); }},
            {.info = {.id = "notice", .title = "Notice", .toolTip = {}, .isHidden = true, .isStatement = true},
             .text = [](const Lock &lock) { return lock.notice; }}};
}

using LockModel = KeyedTableModel<Lock>;

inline std::vector<Lock> locks(int count)
{
    std::vector<Lock> rows;
    for (int id = 1; id <= count; ++id)
        rows.push_back({id, QStringLiteral("lock %1").arg(id), static_cast<double>(id % 17), {}, {}});
    return rows;
}

inline QList<int> ids(const LockModel &model)
{
    QList<int> shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown.append(model.row(row).id);
    return shown;
}

} // namespace lockmaster::fixtures
