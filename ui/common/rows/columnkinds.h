// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of the usual kinds, for tables of any rows: how a value is written, sorted and exported.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

#include "base/format.h"
#include "base/text.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

/// What a column is called and how wide it is; see TableColumn.
inline TableColumn columnInfo(const char *id, const QString &title, const QString &toolTip, int width,
                              bool isHidden = false)
{
    return {.id = QString::fromLatin1(id), .title = title, .toolTip = toolTip, .width = width, .isHidden = isHidden};
}

/// Server text on one line, made plain.
template <class Row>
KeyedColumn<Row> lineColumn(TableColumn info, std::function<QString(const Row &)> text)
{
    return {.info = std::move(info), .text = [text = std::move(text)](const Row &row) { return plainLine(text(row)); }};
}

/// A number with its own way of being written; the dash when it is not known.
template <class Row>
KeyedColumn<Row> amountColumn(TableColumn info, std::function<std::optional<double>(const Row &)> amount,
                              std::function<QString(double)> written)
{
    info.isNumeric = true;
    return {.info = std::move(info),
            .text =
                [amount, written = std::move(written)](const Row &row) {
                    const auto known = amount(row);
                    return known ? written(*known) : unknownValue();
                },
            .value =
                [amount](const Row &row) {
                    const auto known = amount(row);
                    return known ? CellValue(*known) : CellValue();
                }};
}

template <class Row>
KeyedColumn<Row> countColumn(TableColumn info, std::function<std::optional<double>(const Row &)> count)
{
    return amountColumn<Row>(std::move(info), std::move(count),
                             [](double value) { return formatCount(static_cast<std::int64_t>(value)); });
}

template <class Row>
KeyedColumn<Row> bytesColumn(TableColumn info, std::function<std::optional<double>(const Row &)> bytes)
{
    return amountColumn<Row>(std::move(info), std::move(bytes),
                             [](double value) { return formatBytes(static_cast<std::int64_t>(value)); });
}

template <class Row>
KeyedColumn<Row> rateColumn(TableColumn info, std::function<std::optional<double>(const Row &)> perSecond)
{
    return amountColumn<Row>(std::move(info), std::move(perSecond), formatRate);
}

/// Seconds; sorted and exported as such.
template <class Row>
KeyedColumn<Row> durationColumn(TableColumn info, std::function<std::optional<double>(const Row &)> seconds)
{
    info.width = std::max(info.width, kAgeWidth);
    return amountColumn<Row>(std::move(info), std::move(seconds), [](double value) {
        return formatDuration(std::chrono::microseconds(static_cast<std::int64_t>(value * 1e6)));
    });
}

/// The same of a source that counts whole seconds.
template <class Row>
KeyedColumn<Row> wholeSecondsColumn(TableColumn info,
                                    std::function<std::optional<std::chrono::seconds>(const Row &)> seconds)
{
    info.width = std::max(info.width, kAgeWidth);
    return amountColumn<Row>(
        std::move(info),
        [seconds = std::move(seconds)](const Row &row) {
            const auto known = seconds(row);
            return known ? std::optional(double(known->count())) : std::nullopt;
        },
        [](double value) { return formatWholeSeconds(std::chrono::seconds(static_cast<std::int64_t>(value))); });
}

} // namespace lockmaster
