// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/fleetlookup.h"

#include "watch/momentbus.h"

#include <algorithm>

namespace lockmaster {

const Target *targetAt(const MomentBus &bus, const NamedServer &named, ServerKind kind)
{
    const auto &targets = bus.fleet().targets;
    const auto found = std::ranges::find_if(targets, [&](const Target &target) {
        return target.kind == kind && isSameServer(named, &target, bus.latest(target.name).get());
    });
    return found == targets.end() ? nullptr : &*found;
}

QString targetNameAt(const MomentBus &bus, const NamedServer &named, ServerKind kind)
{
    const Target *target = targetAt(bus, named, kind);
    return target ? target->name : QString();
}

SnapshotPtr shownAt(const MomentBus &bus, const NamedServer &named, ServerKind kind)
{
    const Target *target = targetAt(bus, named, kind);
    return target ? bus.shown(target->name) : nullptr;
}

} // namespace lockmaster
