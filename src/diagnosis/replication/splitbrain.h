// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two primaries of one system: one service whose history has split, or a copy that goes its own way on purpose. Pure.
#pragma once

#include "model/snapshot.h"
#include "model/target.h"

namespace lockmaster {

/// Both are live and take writes, and have the same system identifier without being the same server.
bool arePrimariesOfOneSystem(const Snapshot &one, const Snapshot &other);

/// Of such two: they are one service unless the fleet file puts them into different groups or environments; and even
/// then when one of them still keeps a slot, which nobody uses, under the name that the other was to stream from
/// (primary_slot_name). Else one is taken for a copy, such as a staging server that was restored from a backup.
bool isSplitBrain(const Snapshot &one, const Snapshot &other, const Fleet &fleet);

} // namespace lockmaster
