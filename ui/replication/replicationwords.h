// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the replication page says in sentences. Pure functions.
#pragma once

#include "model/snapshot.h"
#include "ui/common/notices/notestrip.h"

namespace lockmaster {

struct Replication;

/// From whom a standby streams; empty on a primary. `upstream` is the name of the server found to be it, for a login
/// that is not told; may be empty.
QString upstreamWords(const PostgresState &state, const QString &upstream);
/// How lag is measured here, and why the usual statement is not.
QString measureWords(const Replication &here);
/// Why there is no standby, and how one is made.
QString noStandbyWords(const Replication &here);
/// Replay paused, or what is hidden; nothing to say otherwise.
Note replicationNote(const Snapshot &snapshot);

} // namespace lockmaster
