// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The options of VACUUM and ANALYZE: as arguments, as words of the statement, and which server knows them. Only those that
// differ from what the server does by itself are written.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster::vacuum {

inline constexpr QLatin1StringView kOptionKnown{"option.version"}; ///< the check

enum class Mode { Vacuum, VacuumAnalyze, Analyze, Freeze };
Mode modeOf(const QJsonObject &arguments);

/// The mode, and the options that one table and many have.
Arguments optionArguments();
/// Options that do not go with the mode, or a number that the server would not take.
QString optionObjection(const QJsonObject &arguments);
/// Whether a server of this version has all that is asked for.
Preflight checkOptions(const QJsonObject &arguments, int version);

/// "VACUUM (VERBOSE, SKIP_LOCKED false, TRUNCATE false) public.cards", the table (and its columns) quoted already.
QString vacuumStatement(const QJsonObject &arguments, const QString &table);

} // namespace lockmaster::vacuum
