// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which settings of PgBouncer may be SET from here, to what, and what that does to clients. Who may log in, TLS, and where
// it listens are left to its file: a slip there locks people out, the console too. Pure functions.
#pragma once

#include <QString>

namespace lockmaster {

enum class SettingKind { Count, Seconds, Switch, PoolMode };

struct SettingRule {
    QLatin1StringView name;
    SettingKind kind = SettingKind::Count;
    int since = 0; ///< the first version that has it; 0: all that are served
    /// A limit that ends connections of those who are over it, at once; 0 is no limit.
    bool cutsOff = false;
};

/// Null: it may not be set from here.
const SettingRule *settingRule(const QString &name);

/// Why this is no value for it, in a sentence; empty when it is one.
QString valueObjection(const SettingRule &rule, const QString &value);

/// Whether clients may get errors by the change that they did not get before.
bool isTightened(const SettingRule &rule, const QString &before, const QString &after);

/// Whether both mean the same: "20" and "20.0".
bool isSameValue(const QString &one, const QString &other);

} // namespace lockmaster
