// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The remembered layout of a table: widths, order and hidden columns, by column id, in the settings. How it was sorted
// is not: at the next start trouble comes first again.
#pragma once

#include <QString>

namespace lockmaster {

class TableView;

/// Columns that the settings do not know look as the model says.
void restoreTableLayout(TableView &view, const QString &id);
void saveTableLayout(const TableView &view, const QString &id);
/// As the model describes them and in the default order, and forgets what was remembered.
void resetTableLayout(TableView &view, const QString &id);

} // namespace lockmaster
