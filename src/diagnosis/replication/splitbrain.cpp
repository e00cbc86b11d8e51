// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/replication/splitbrain.h"

#include <algorithm>

#include "model/postgres/postgres.h"
#include "model/postgres/replication.h"

namespace lockmaster {

namespace {

bool isPrimary(const Snapshot &snapshot)
{
    if (!snapshot.postgres || !isLive(snapshot.link) || snapshot.postgres->identity.systemIdentifier == 0)
        return false;
    return !(snapshot.postgres->replication ? snapshot.postgres->replication->inRecovery
                                            : snapshot.postgres->identity.inRecovery);
}

bool standApart(const QString &one, const QString &other, const Fleet &fleet)
{
    const auto first = std::ranges::find(fleet.targets, one, &Target::name);
    const auto second = std::ranges::find(fleet.targets, other, &Target::name);
    return first != fleet.targets.end() && second != fleet.targets.end()
           && (first->group != second->group || first->environment != second->environment);
}

bool keepsSlotFor(const Snapshot &upstream, const Snapshot &promoted)
{
    if (!upstream.postgres->replication || !promoted.postgres->replication)
        return false;
    const QString &wanted = promoted.postgres->replication->upstreamSlot;
    return !wanted.isEmpty()
           && std::ranges::any_of(upstream.postgres->replication->slotsKept, [&](const ReplicationSlot &slot) {
                  return slot.name == wanted && !slot.isActive && !slot.isLogical;
              });
}

} // namespace

bool arePrimariesOfOneSystem(const Snapshot &one, const Snapshot &other)
{
    return one.target != other.target && isPrimary(one) && isPrimary(other)
           && one.postgres->identity.systemIdentifier == other.postgres->identity.systemIdentifier
           && one.postgres->identity.started != other.postgres->identity.started;
}

bool isSplitBrain(const Snapshot &one, const Snapshot &other, const Fleet &fleet)
{
    return arePrimariesOfOneSystem(one, other)
           && (!standApart(one.target, other.target, fleet) || keepsSlotFor(one, other) || keepsSlotFor(other, one));
}

} // namespace lockmaster
