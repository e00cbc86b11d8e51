// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of replication share.
#pragma once

#include <QJsonObject>

#include "metrics/sampleof.h"
#include "model/finding.h"
#include "model/postgres/replicationlag.h"
#include "model/snapshot.h"

namespace lockmaster {

/// Seconds until `bytes` are made up for at `growth` bytes a second; nothing when they are not.
std::optional<std::chrono::microseconds> catchesUpIn(std::int64_t bytes, std::optional<double> growth);

/// Seconds until a slot may be lost; nothing without a limit or rate. Of one that nobody uses at the rate at which WAL
/// is written now. Of one in use what is safe moves along with its user: only as fast as that falls behind.
std::optional<std::chrono::microseconds> lostIn(const ReplicationSlot &slot, const Snapshot &snapshot);

/// Of evidence {bytes, seconds}: "12.3 MB and 8 s"; a time that is not known is left out.
QString lagText(const Finding &finding);

/// "s1, s2"
QString namesJoined(const QJsonValue &names);

/// Replay on a standby, for who stops it and what stands behind it.
Subject replayOf(const QString &target);

QJsonValue numberJson(std::optional<std::int64_t> number);
QJsonValue lsnJson(std::optional<Lsn> position);

} // namespace lockmaster
