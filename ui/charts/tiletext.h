// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One number in words, as a tile shows it.
#pragma once

#include <QString>

#include "model/snapshot.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

struct TileText {
    QString id; ///< stable: "connections", "blocked", …
    QString title;
    QString value; ///< the dash when not known
    QString note;  ///< what the number is of, or why it is not known
    HealthState state = HealthState::Ok;
    bool isLeftOut = false; ///< there is nothing to say: a dashboard has no tile for it now

    bool operator==(const TileText &) const = default;
};

/// The value of a sample, NaN when the snapshot has none of this series.
double sampleValue(const Snapshot &snapshot, QStringView series);

} // namespace lockmaster
