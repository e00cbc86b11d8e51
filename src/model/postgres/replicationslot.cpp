// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/replicationslot.h"

#include "base/told.h"

namespace lockmaster {

bool isCopy(const ReplicationSlot &slot)
{
    return slot.isSynced;
}

bool isReadyCopy(const ReplicationSlot &slot)
{
    return isCopy(slot) && !slot.isTemporary && slot.invalidation.isEmpty() && slot.walStatus != u"lost";
}

bool isLeft(const ReplicationSlot &slot)
{
    return !slot.isActive && !slot.isTemporary && slot.restart && !isCopy(slot);
}

std::optional<std::int64_t> behindBytes(const Replication &here, const ReplicationSlot &slot)
{
    const std::optional<Lsn> confirmed = slot.isLogical ? slot.confirmed : slot.restart;
    if (!confirmed)
        return {};
    return distanceBeyond(here.here, *confirmed);
}

} // namespace lockmaster
