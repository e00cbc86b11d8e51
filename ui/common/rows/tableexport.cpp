// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/rows/tableexport.h"

#include "base/redact.h"
#include "base/text.h"
#include "ui/common/rows/tablemodel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace lockmaster {
namespace {

std::optional<QString> ownMask(const TableModel &model, const TableExtract &extract, int row, int column)
{
    const QVariant masked = extract.withLiterals ? QVariant() : model.data(model.index(row, column), kMaskedTextRole);
    return masked.isValid() ? std::optional(masked.toString()) : std::nullopt;
}

/// The value of a cell as it may leave the program.
CellValue valueOf(const TableModel &model, const TableExtract &extract, int row, int column)
{
    if (const auto masked = ownMask(model, extract, row, column))
        return *masked;
    const CellValue value = model.value(row, column);
    const auto *text = std::get_if<QString>(&value);
    if (!text || !model.column(column).isStatement || extract.withLiterals)
        return value;
    return maskLiterals(*text);
}

QString screenText(const TableModel &model, const TableExtract &extract, int row, int column)
{
    if (const auto masked = ownMask(model, extract, row, column))
        return plainLine(*masked);
    const QString text = model.cell(row, column).text;
    return plainLine(model.column(column).isStatement && !extract.withLiterals ? maskLiterals(text) : text);
}

QString csvCell(const CellValue &value)
{
    if (const auto *number = std::get_if<double>(&value))
        return QString::number(*number, 'g', 15);
    const auto *text = std::get_if<QString>(&value);
    return text ? u'"' + withoutFormula(*text).replace(u'"', QStringLiteral("\"\"")) + u'"' : QString();
}

QJsonValue jsonCell(const CellValue &value)
{
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    const auto *text = std::get_if<QString>(&value);
    return text ? QJsonValue(*text) : QJsonValue();
}

template <class Line>
void forEachRow(const TableModel &model, const TableExtract &extract, Line line)
{
    for (const int row : extract.rows) {
        if (!model.shape(row).isHeading)
            line(row);
    }
}

} // namespace

QString withoutFormula(const QString &text)
{
    static const QString kDangerous = QStringLiteral("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");
    const bool isDangerous = !text.isEmpty() && kDangerous.contains(text.front());
    return isDangerous ? u'\'' + text : text;
}

QString toTabSeparated(const TableModel &model, const TableExtract &extract)
{
    QStringList cells;
    for (const int column : extract.columns)
        cells.append(model.column(column).title);
    QString text = cells.join(u'\t') + u'\n';
    forEachRow(model, extract, [&](int row) {
        cells.clear();
        for (const int column : extract.columns)
            cells.append(withoutFormula(screenText(model, extract, row, column)));
        text += cells.join(u'\t') + u'\n';
    });
    return text;
}

QByteArray toCsv(const TableModel &model, const TableExtract &extract)
{
    QStringList cells;
    for (const int column : extract.columns)
        cells.append(csvCell(model.column(column).id));
    QString text = cells.join(u',') + QStringLiteral("\r\n");
    forEachRow(model, extract, [&](int row) {
        cells.clear();
        for (const int column : extract.columns)
            cells.append(csvCell(valueOf(model, extract, row, column)));
        text += cells.join(u',') + QStringLiteral("\r\n");
    });
    return text.toUtf8();
}

QByteArray toJson(const TableModel &model, const TableExtract &extract)
{
    QJsonArray rows;
    forEachRow(model, extract, [&](int row) {
        QJsonObject object;
        for (const int column : extract.columns)
            object.insert(model.column(column).id, jsonCell(valueOf(model, extract, row, column)));
        rows.append(object);
    });
    return QJsonDocument(rows).toJson();
}

} // namespace lockmaster
