// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows and columns of the tables of commands and of errors.
#pragma once

#include <vector>

#include "ui/common/rows/columnkinds.h"
#include "ui/redis/commands/commandrates.h"

namespace lockmaster {

struct CommandRow {
    CommandRate rate;

    [[nodiscard]] const QString &key() const { return rate.stat.command; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const CommandRow &before) const { return rate.stat != before.rate.stat; }
    bool operator==(const CommandRow &) const = default;
};

struct ErrorRow {
    ErrorRate rate;

    [[nodiscard]] const QString &key() const { return rate.code; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const ErrorRow &before) const { return rate.count != before.rate.count; }
    bool operator==(const ErrorRow &) const = default;
};

std::vector<KeyedColumn<CommandRow>> commandColumns();
std::vector<KeyedColumn<ErrorRow>> errorColumns();

} // namespace lockmaster
