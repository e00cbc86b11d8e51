// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything known of one target at one moment. Immutable once published; shared between threads as SnapshotPtr.
#pragma once

#include <QMetaType>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "model/linkstate.h"
#include "model/metrics.h"
#include "model/postgres.h"
#include "model/target.h"

namespace lockmaster {

struct Snapshot {
    QString target;             ///< Target::name
    std::uint64_t sequence = 0; ///< rises by one a snapshot and target
    Stamp taken;                ///< when the data was asked for; of a blind moment: when that was noticed
    Stamp dataTaken;            ///< when `postgres` was measured; older than `taken` while blind
    LinkState link;
    std::chrono::milliseconds interval{1000}; ///< the period in force; longer than asked when probes are dear
    QString intervalReason;                   ///< why it is stretched, empty when it is not
    std::shared_ptr<const PostgresState> postgres; ///< null until first data; while blind the last that was seen
    std::vector<Sample> samples;                   ///< empty while blind: a gap is a gap
    std::vector<ProbeCost> costs;
    std::vector<QString> hidden; ///< what we lack the privilege to see, each with the GRANT that mends it
    std::vector<Error> probeErrors; ///< probes that failed though the link is live, e.g. a locked catalog (F41)
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace lockmaster

Q_DECLARE_METATYPE(lockmaster::SnapshotPtr)
