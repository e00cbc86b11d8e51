// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which target of the fleet a server is that another server names.
#pragma once

#include <QString>

#include "model/fleet/sameserver.h"
#include "model/snapshot.h"

namespace lockmaster {

class MomentBus;

/// The target of this kind that goes by this address or id (see isSameServer()); null when none does.
const Target *targetAt(const MomentBus &bus, const NamedServer &named, ServerKind kind);

/// Its name, or empty.
QString targetNameAt(const MomentBus &bus, const NamedServer &named, ServerKind kind);

/// What is shown of it; null when it is no target or has no data.
SnapshotPtr shownAt(const MomentBus &bus, const NamedServer &named, ServerKind kind);

} // namespace lockmaster
