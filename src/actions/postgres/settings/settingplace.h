// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a setting is kept (for the whole server, a role, a database, a role in a database), and which settings are changed
// there, as an action's arguments say it.
#pragma once

#include <optional>
#include <vector>

#include "actions/plan/actiontype.h"

namespace lockmaster::setting {

inline constexpr QLatin1StringView kSetting{"setting"}; ///< arguments
inline constexpr QLatin1StringView kValue{"value"};
inline constexpr QLatin1StringView kScope{"scope"};
inline constexpr QLatin1StringView kRole{"role"};
inline constexpr QLatin1StringView kDatabase{"database"};

enum class Scope { System, Role, Database, RoleInDatabase };

struct Place {
    Scope scope = Scope::System;
    QString role;
    QString database;

    bool operator==(const Place &) const = default;
};

/// Without a value: reset.
struct Change {
    QString setting;
    std::optional<QString> value;

    bool operator==(const Change &) const = default;
};

Place placeIn(const QJsonObject &arguments);
/// "the server", "role web", "database orders", "role web in database orders"
QString placeText(const Place &place);
/// scope, role and database; `scopes` are those that may be chosen, the first is the standard.
Arguments placeArguments(const QStringList &scopes);
/// A role or database that is missing, or given and not meant; empty: none.
QString objectionToPlace(const QJsonObject &arguments);

} // namespace lockmaster::setting
