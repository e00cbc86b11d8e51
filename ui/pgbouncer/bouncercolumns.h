// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Columns as the tables of PgBouncer's pages describe them.
#pragma once

#include "base/format.h"
#include "base/text.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

using Age = std::optional<std::chrono::microseconds>;

template <class Row>
KeyedColumn<Row> textColumn(TableColumn info, std::function<QString(const Row &)> text)
{
    return {.info = std::move(info), .text = [text](const Row &row) { return plainLine(text(row)); }};
}

/// Nothing known is an empty cell, and comes last.
template <class Row>
KeyedColumn<Row> numberColumn(TableColumn info, std::function<std::optional<std::int64_t>(const Row &)> number)
{
    info.isNumeric = true;
    return {.info = std::move(info),
            .text =
                [number](const Row &row) {
                    const auto known = number(row);
                    return known ? formatCount(*known) : QString();
                },
            .value =
                [number](const Row &row) {
                    const auto known = number(row);
                    return known ? CellValue(double(*known)) : CellValue();
                }};
}

template <class Row>
KeyedColumn<Row> ageColumn(TableColumn info, std::function<Age(const Row &)> age)
{
    info.isNumeric = true;
    return {.info = std::move(info),
            .text =
                [age](const Row &row) {
                    const Age known = age(row);
                    return known ? formatDuration(*known) : QString();
                },
            .value =
                [age](const Row &row) {
                    const Age known = age(row);
                    return known ? CellValue(std::chrono::duration<double>(*known).count()) : CellValue();
                }};
}

/// Of times that PgBouncer tells in whole seconds.
template <class Row>
KeyedColumn<Row> wholeAgeColumn(TableColumn info, std::function<Age(const Row &)> age)
{
    info.isNumeric = true;
    return {.info = std::move(info),
            .text =
                [age](const Row &row) {
                    const Age known = age(row);
                    return known ? formatWholeSeconds(*known) : QString();
                },
            .value =
                [age](const Row &row) {
                    const Age known = age(row);
                    return known ? CellValue(double(std::chrono::floor<std::chrono::seconds>(*known).count()))
                                 : CellValue();
                }};
}

} // namespace lockmaster
