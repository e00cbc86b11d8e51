// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything known of one target at one moment. Immutable once published; shared between threads as SnapshotPtr.
#pragma once

#include <QMetaType>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "model/event.h"
#include "model/linkstate.h"
#include "model/metrics.h"
#include "base/result.h"
#include "model/target.h"

namespace lockmaster {

struct PgBouncerState;
struct PostgresState;
struct RedisState;
struct SentinelState;

/// What was measured, by the kind of server: one of them is set, or none before first data.
struct ServerData {
    std::shared_ptr<const PostgresState> postgres;
    std::shared_ptr<const PgBouncerState> pgbouncer;
    std::shared_ptr<const RedisState> redis; ///< also Valkey and nodes of a cluster
    std::shared_ptr<const SentinelState> sentinel;

    [[nodiscard]] bool hasData() const { return postgres || pgbouncer || redis || sentinel; }
};

/// The data of a snapshot is null until first data; while blind it is the last that was seen.
struct Snapshot : ServerData {
    QString target;             ///< Target::name
    std::uint64_t sequence = 0; ///< rises by one a snapshot and target
    Stamp taken;                ///< when the data was asked for; of a blind moment: when that was noticed
    Stamp dataTaken;            ///< when the data was measured; older than `taken` while blind
    LinkState link;
    std::chrono::milliseconds interval{1000}; ///< the period in force; longer than asked when probes are dear
    std::chrono::milliseconds wanted{1000};   ///< the period asked for
    QString intervalReason;                   ///< why it is stretched, empty when it is not
    std::vector<Sample> samples;              ///< empty while blind: a gap is a gap
    std::vector<ProbeCost> costs;
    std::vector<QString> hidden;     ///< what we lack the privilege or the settings to see, each with what mends it
    std::vector<ServerEvent> events; ///< noticed with this snapshot
    std::vector<Error> probeErrors;  ///< probes that failed though the link is live, e.g. a locked catalog (F41)
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// There are data, and they were measured for this snapshot: of a sample in which the main question failed there are only
/// those of an earlier one.
inline bool isOfNow(const Snapshot &snapshot)
{
    return snapshot.hasData() && snapshot.dataTaken.steady == snapshot.taken.steady;
}

/// What its data say may be held against others: the link stands, and they are of now.
inline bool isLiveNow(const Snapshot &snapshot)
{
    return isLive(snapshot.link) && isOfNow(snapshot);
}

} // namespace lockmaster

Q_DECLARE_METATYPE(lockmaster::SnapshotPtr)
