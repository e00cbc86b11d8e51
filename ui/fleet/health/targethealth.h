// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A target at one glance, for the fleet list: its state, its role and its worst number. Pure functions.
#pragma once

#include "model/finding.h"
#include "model/fleet/glance.h"
#include "model/snapshot.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

struct TargetHealth {
    StateRole state = StateRole::Unknown;
    QString role; ///< "primary", "standby", "replica"; empty when it has none or it is not known now
    QString
        number; ///< the worst one: "42 blocked", "96 % full"; when all is quiet "31 / 97 connections"; or what broke
    int badness = 0;       ///< for worst first; larger is worse
    QString shortNumber{}; ///< where there is no room for the word: "31 / 97"; empty: the number has no shorter form

    bool operator==(const TargetHealth &) const = default;
};

/// `snapshot` is null before the first one; `findings` are its findings, worst first.
TargetHealth targetHealth(const Snapshot *snapshot, const std::vector<Finding> &findings);

/// Larger is worse; the order of lists that show the worst first.
int severityRank(StateRole state);

/// "primary", "standby", "replica" in the reader's language; empty for an empty role.
QString roleWord(const QString &role);

/// "31 / 97", or "212 MiB / 256 MiB" of memory; empty without a limit.
QString saturationText(const ServerData &data);

/// What the findings would make of it: full enough for a warning, or critical.
StateRole saturationState(const ServerData &data, const Saturation &saturation);

/// Whether the data can be taken for now: the link is live and the data younger than three periods.
bool isFresh(const Snapshot &snapshot, SteadyTime now);

/// How old the data is, in whole seconds: nothing moves on screen while all is on time.
QString dataAge(const Snapshot &snapshot, SteadyTime now);

} // namespace lockmaster
