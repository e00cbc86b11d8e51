// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table as text for other programs. Pure functions over a model; headings are left out.
// Texts that a spreadsheet would read as a formula get an apostrophe in front; literals in statements are masked.
#pragma once

#include <QByteArray>
#include <QString>
#include <Qt>
#include <vector>

namespace lockmaster {

class TableModel;

/// A model whose texts are neither SQL nor harmless masks them itself: data() of this role is a cell's text as it may
/// leave the program, invalid where the usual rule holds.
inline constexpr int kMaskedTextRole = Qt::UserRole + 40;

struct TableExtract {
    std::vector<int> rows;
    std::vector<int> columns;
    bool withLiterals = false; ///< statements as they are
};

/// Tab-separated with titles, cells as on screen. For the clipboard.
QString toTabSeparated(const TableModel &model, const TableExtract &extract);

/// RFC 4180, every text quoted, numbers raw (durations in seconds), column ids as the first line.
QByteArray toCsv(const TableModel &model, const TableExtract &extract);

/// A list of objects by column id; what is not known is null.
QByteArray toJson(const TableModel &model, const TableExtract &extract);

/// `text` so that a spreadsheet takes it for text.
QString withoutFormula(const QString &text);

} // namespace lockmaster
