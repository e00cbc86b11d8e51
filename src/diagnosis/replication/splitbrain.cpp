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
    if (!snapshot.postgres || !isLiveNow(snapshot) || snapshot.postgres->identity.systemIdentifier == 0)
        return false;
    return !(snapshot.postgres->replication ? snapshot.postgres->replication->inRecovery
                                            : snapshot.postgres->identity.inRecovery);
}

enum class Service { Same, Apart, NotSaid };

/// By the fleet file.
Service serviceOf(const QString &one, const QString &other, const Fleet &fleet)
{
    const auto first = std::ranges::find(fleet.targets, one, &Target::name);
    const auto second = std::ranges::find(fleet.targets, other, &Target::name);
    if (first == fleet.targets.end() || second == fleet.targets.end())
        return Service::NotSaid;
    if (first->group != second->group || first->environment != second->environment)
        return Service::Apart;
    return first->group.isEmpty() ? Service::NotSaid : Service::Same;
}

std::uint32_t timelineOfServer(const Snapshot &snapshot)
{
    const PostgresState &state = *snapshot.postgres;
    return state.replication ? state.replication->timeline : state.identity.timeline;
}

/// It is set up to stream from another server, as a standby that was promoted is.
bool wasStandby(const Snapshot &snapshot)
{
    const auto &here = snapshot.postgres->replication;
    return here && (here->hasUpstream.value_or(false) || !here->upstreamSlot.isEmpty());
}

bool wasPromotedFrom(const Snapshot &promoted, const Snapshot &origin)
{
    return timelineOfServer(promoted) > timelineOfServer(origin) && wasStandby(promoted);
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

Kinship kinshipOf(const Snapshot &one, const Snapshot &other, const Fleet &fleet)
{
    const Service service = serviceOf(one.target, other.target, fleet);
    if (service == Service::Same || keepsSlotFor(one, other) || keepsSlotFor(other, one))
        return Kinship::Split;
    if (service == Service::Apart)
        return Kinship::Copy;
    return wasPromotedFrom(one, other) || wasPromotedFrom(other, one) ? Kinship::Split : Kinship::Unclear;
}

} // namespace lockmaster
