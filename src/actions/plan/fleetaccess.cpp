// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/fleetaccess.h"

#include <QHostAddress>
#include <algorithm>

namespace lockmaster {
namespace {

bool isAddress(const QString &host)
{
    return !QHostAddress(host).isNull();
}

int portOf(const Target &target)
{
    const int port = parameter(target.parameters, u"port").toInt();
    return port > 0 ? port : recordOf(target.kind).defaultPort;
}

// A name and an address may be of the same host; two different addresses are taken for two hosts.
bool mayBeAt(const Target &target, const QString &host)
{
    const QString name = parameter(target.parameters, u"host");
    const QString address = parameter(target.parameters, u"hostaddr");
    return name == host || address == host || (address.isEmpty() && isAddress(name) != isAddress(host));
}

} // namespace

const Target *findTarget(const FleetAccess &fleet, const QString &name)
{
    const auto found = std::ranges::find(fleet.targets, name, &Target::name);
    return found == fleet.targets.end() ? nullptr : &*found;
}

std::vector<Target> targetsAt(const FleetAccess &fleet, ServerKind kind, const QString &host, int port)
{
    std::vector<Target> found;
    for (const Target &target : fleet.targets) {
        if (target.kind == kind && portOf(target) == port && mayBeAt(target, host))
            found.push_back(target);
    }
    // The literal match first: it is the likeliest.
    std::ranges::stable_partition(found, [&](const Target &target) {
        return parameter(target.parameters, u"host") == host || parameter(target.parameters, u"hostaddr") == host;
    });
    return found;
}

} // namespace lockmaster
