// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What it means to change a setting of Redis or Valkey while it runs.
#pragma once

#include <QString>
#include <optional>

#include "model/action.h"

namespace lockmaster {

struct SettingDanger {
    Severity severity = Severity::Disruptive;
    QString sentence; ///< what happens, in words
};

/// By the name of the setting alone. One that the table does not know is disruptive.
SettingDanger dangerOf(const QString &setting);

/// "100mb" as the server reads it (kb, mb, gb: 1024 each; k, m, g: 1000 each); empty when it is none.
std::optional<std::int64_t> memoryOf(const QString &text);

/// Two ways to write the same value.
bool isSameSetting(const QString &one, const QString &other);

} // namespace lockmaster
