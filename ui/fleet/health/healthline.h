// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A target in one line, for lists of the fleet: its state, its role and its worst number. Pure functions.
#pragma once

#include "model/fleet/serversummary.h"
#include "watch/health.h"

namespace lockmaster {

class MomentBus;

struct HealthLine : TargetHealth {
    QString role;   ///< "primary", "standby", "replica"; empty when it has none or it is not known
    QString number; ///< the worst: "42 blocked", "96 % full"; when all is well "31 / 97 connections"; or what broke
    QString shortNumber{}; ///< where there is no room for the word: "31 / 97"; empty: the number has no shorter form

    /// Nothing is known to be wrong.
    [[nodiscard]] bool isQuiet() const { return state == HealthState::Ok || state == HealthState::Unknown; }
    bool operator==(const HealthLine &) const = default;
};

/// `snapshot` is null before the first one; `findings` are those of the target, worst first.
HealthLine healthLine(const Snapshot *snapshot, const std::vector<Finding> &findings);

/// At the moment shown.
HealthLine healthLine(const MomentBus &bus, const QString &target);

/// "primary", "standby", "replica" in the reader's language; empty for an empty role.
QString roleWord(const QString &role);

/// "31 / 97", or "212 MiB / 256 MiB" of memory; empty without a limit.
QString saturationText(const ServerData &data);

/// "31 / 97 connections", of a card; empty without a limit.
QString saturationWords(const ServerData &data);

/// How old the data is, in whole seconds: nothing moves on screen while all is on time.
QString dataAge(const Snapshot &snapshot, SteadyTime now);

} // namespace lockmaster
