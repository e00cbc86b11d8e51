// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a card of the fleet says of a target. Pure functions.
#pragma once

#include <optional>

#include "model/target.h"
#include "ui/fleet/health/healthline.h"

namespace lockmaster {

struct FleetCard {
    QString target;
    QString group;
    Environment environment = Environment::Production;
    QString facts; ///< "PostgreSQL 17.2 · primary · production"
    HealthLine health;
    QString age;                              ///< of the data; the dash when there is none
    std::optional<double> share;              ///< of the limit that is nearest, 0 to 1
    HealthState shareState = HealthState::Ok; ///< whether that is much, as the findings judge
    QString shareText;                        ///< "31 / 97 connections"
    QString rateText; ///< "commits 1,240/s", what the line is of; of a Sentinel who is up; empty when not known

    QStringList notes; ///< of a blind one: since when, the server's words, what comes next; else what is hidden

    bool operator==(const FleetCard &) const = default;
};

/// At one moment; `snapshot` is null before the first one.
FleetCard fleetCard(const Target &target, const Snapshot *snapshot, const HealthLine &health, SteadyTime now);

/// "production", "staging", "development" in the reader's language.
QString environmentWord(Environment environment);

} // namespace lockmaster
