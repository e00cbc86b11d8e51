// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/fleetlookup.h"

#include "watch/momentbus.h"

#include <algorithm>

namespace lockmaster {
namespace {

QString entryAddress(const Target &target)
{
    const QString host = parameter(target.parameters, u"host");
    const QString port = parameter(target.parameters, u"port");
    return QStringLiteral("%1:%2").arg(host,
                                       port.isEmpty() ? QString::number(recordOf(target.kind).defaultPort) : port);
}

} // namespace

const Target *targetAt(const MomentBus &bus, const QString &address, ServerKind kind)
{
    const auto &targets = bus.fleet().targets;
    const auto found = std::ranges::find_if(targets, [&](const Target &target) {
        if (target.kind != kind)
            return false;
        const SnapshotPtr latest = bus.latest(target.name);
        return entryAddress(target) == address || (latest && latest->link.address == address);
    });
    return found == targets.end() ? nullptr : &*found;
}

QString targetNameAt(const MomentBus &bus, const QString &address, ServerKind kind)
{
    const Target *target = targetAt(bus, address, kind);
    return target ? target->name : QString();
}

SnapshotPtr shownAt(const MomentBus &bus, const QString &address, ServerKind kind)
{
    const Target *target = targetAt(bus, address, kind);
    return target ? bus.shown(target->name) : nullptr;
}

} // namespace lockmaster
