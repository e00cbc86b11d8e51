// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which target of the fleet a server is that another server names by its address.
#pragma once

#include <QString>

#include "model/snapshot.h"

namespace lockmaster {

class MomentBus;

/// The target of this kind whose fleet entry says "host:port", or whose connection goes there; null when none does.
const Target *targetAt(const MomentBus &bus, const QString &address, ServerKind kind);

/// Its name, or empty.
QString targetNameAt(const MomentBus &bus, const QString &address, ServerKind kind);

/// What is shown of it; null when it is no target or has no data.
SnapshotPtr shownAt(const MomentBus &bus, const QString &address, ServerKind kind);

} // namespace lockmaster
