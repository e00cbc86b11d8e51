// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A verdict with proof: what is wrong, how that is known, and what to do about it. Plain values.
#pragma once

#include <QJsonObject>
#include <QString>
#include <vector>

#include "base/clock.h"
#include "model/subject.h"

namespace lockmaster {

enum class FindingSeverity { Info, Warning, Critical };

/// Something that helps: an action of the console, or a line that people copy, where there is no action for it. `args` are
/// those of ActionRequest, with the names that `lockmaster act` takes: pid, backend_start, query_start, ….
struct RecommendedAction {
    QString action; ///< a stable id of model/action.h; empty: only a line to copy
    QJsonObject args;
    /// Runs as it stands: SQL, a command of redis-cli or of PgBouncer's console, or a shell's. Names in it are quoted.
    QString command{};

    bool operator==(const RecommendedAction &) const = default;
};

/// Which finding is meant.
struct FindingRef {
    QString id;     ///< Finding::id; empty: none
    QString target; ///< Finding::target
    QString key;    ///< Finding::key

    bool operator==(const FindingRef &) const = default;
};

struct Finding {
    QString id; ///< stable, e.g. "pg.lock.blocked"
    FindingSeverity severity = FindingSeverity::Info;
    QString target;
    /// Numbers, rows and ids, never words of ours: those are made where they are shown, see sentenceOf(). The keys are
    /// stable, see the finding's file.
    QJsonObject evidence;
    std::vector<RecommendedAction> recommended; ///< gentlest first
    FindingRef causedBy; ///< the finding, maybe of another target, that this one is a consequence of
    Subject subject{};   ///< what it is about
    QString key{};       ///< stays the same while it lasts: "pg.lock.blocked orders/session:8123/1717171717000000"
    WallTime since{};    ///< by our clock; when it began, as far as the server tells, or when it was first seen

    bool operator==(const Finding &) const = default;
};

/// Stable words: "info", "warning", "critical".
inline QString findingSeverityName(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Info: return QStringLiteral("info");
    case FindingSeverity::Warning: return QStringLiteral("warning");
    case FindingSeverity::Critical: return QStringLiteral("critical");
    }
    return QStringLiteral("critical");
}

} // namespace lockmaster
