// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is dangerous about certain settings, as a table by name.
#pragma once

#include "actions/postgres/settings/settinglook.h"

namespace lockmaster::setting {

inline constexpr QLatin1StringView kDanger{"setting.danger"}; ///< the check

/// Failed: not from here. Warning: with what it may cost.
Preflight checkDanger(const Change &change, Scope scope);

/// Wrong values of it lose data or the server's start: each warning has to be ticked.
bool isDestructive(const Change &change);

/// Libraries that a new value of shared_preload_libraries leaves out and that it adds.
struct Libraries {
    QStringList lost;
    QStringList added;
};
Libraries changedLibraries(const QString &before, const QString &after);

/// A library that is missing keeps the server from starting. `missing`: those of the added ones that are not seen to exist.
Preflight checkLibraries(const Libraries &libraries, const QStringList &missing, bool canSee);

} // namespace lockmaster::setting
