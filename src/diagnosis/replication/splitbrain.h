// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two primaries of one system: one service whose history has split, or a copy that goes its own way on purpose. Pure.
#pragma once

#include "model/snapshot.h"
#include "model/target.h"

namespace lockmaster {

/// Both are live and take writes, and have the same system identifier without being the same server.
bool arePrimariesOfOneSystem(const Snapshot &one, const Snapshot &other);

enum class Kinship {
    Split,   ///< one service: their data go apart
    Unclear, ///< nothing tells whether they are one service
    Copy,    ///< such as a staging server that was restored from a backup
};

/// Of such two. They are one service when the fleet file has them in one group, which has a name, and environment; when
/// one of them still keeps a slot, which nobody uses, under the name that the other was to stream from
/// (primary_slot_name); or, unless the fleet file puts them into different groups or environments, when the one of the
/// higher timeline is still set up as a standby.
Kinship kinshipOf(const Snapshot &one, const Snapshot &other, const Fleet &fleet);

} // namespace lockmaster
