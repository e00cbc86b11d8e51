// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a plan may be carried out as it was confirmed, and whether the server is still as it was planned for.
#pragma once

#include <initializer_list>
#include <optional>

#include "actions/plan/serverfacts.h"
#include "model/action.h"

namespace lockmaster {

/// Why this confirmation does not count (expired, refused, wrong token, missing ticks); empty when it does.
std::optional<QString> objection(const ActionPlan &plan, const QString &typed, const QStringList &ticked, WallTime now);

/// Whether plan and facts are of the same server, restarted or not.
bool isSameServer(const QString &plannedIdentity, const QString &identityNow);

/// Whether it is not the server of the plan, in the same life and role. A life that could not be seen may be any.
bool isAnotherServer(const QString &plannedIdentity, const QString &identityNow);

/// Of the same server: whether it is another life of it.
bool isRestarted(const QString &plannedIdentity, const QString &identityNow);

/// Judges a second plan of the same request against the one that was confirmed.
struct Recheck {
    enum class Verdict { Same, Gone, Changed };
    Verdict verdict = Verdict::Same;
    QString why;
};
using CheckIds = std::initializer_list<QLatin1StringView>;

/// `gone` are the checks whose failure now means that what was to be done is done or gone; `weighty` those whose warning
/// is of something that is lost: one that was not confirmed is not agreed to. Other warnings move (the age of the data,
/// shares) without changing the choice.
Recheck recheckBy(CheckIds gone, CheckIds weighty, const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster
