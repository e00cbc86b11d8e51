// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The few numbers of each kind of server that show how an incident went.
#pragma once

#include <QString>
#include <vector>

#include "model/serverkind.h"
#include "model/snapshot.h"

namespace lockmaster {

struct NoteSeries {
    QLatin1StringView name;       ///< of a told series, without labels: see metrics/seriesnames.h
    QString (*title)() = nullptr; ///< "Sessions that wait for a lock"
};

/// The most telling first.
std::vector<NoteSeries> noteSeries(ServerKind kind);

/// Those of them that this snapshot has, each of its labels apart, at most a few of one name.
std::vector<QString> seriesToDraw(const Snapshot &snapshot, ServerKind kind);

/// "Replay lag of standbys: app2"; the series itself when it is none of these.
QString seriesTitle(const QString &series);

/// "41", "1.2 GB", "820/s", "4.2 s"; by the metric's unit.
QString seriesValue(const QString &series, double value);

} // namespace lockmaster
