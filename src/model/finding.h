// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A verdict with proof: what is wrong, how that is known, and what to do about it. Plain values.
#pragma once

#include <QJsonObject>
#include <QString>
#include <vector>

namespace lockmaster {

enum class FindingSeverity { Info, Warning, Critical };

/// `args` are those of ActionRequest, with the names that `lockmaster act` takes: pid, backend_start, query_start, ….
struct RecommendedAction {
    QString action; ///< a stable id of model/action.h
    QJsonObject args;

    bool operator==(const RecommendedAction &) const = default;
};

struct Finding {
    QString id; ///< stable, e.g. "pg.lock.blocked"
    FindingSeverity severity = FindingSeverity::Info;
    QString target;
    QString summary;                            ///< one sentence for people, plain text
    QJsonObject evidence;                       ///< numbers and rows; the keys are stable, see the finding's file
    std::vector<RecommendedAction> recommended; ///< safest first
    QString causedBy; ///< id of the finding of the same target that this one is a consequence of; empty: none known

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
