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

bool isSameHost(const QString &one, const QString &other)
{
    if (one.isEmpty() || other.isEmpty())
        return false;
    const QHostAddress address(one);
    return address.isNull() ? one.compare(other, Qt::CaseInsensitive) == 0
                            : address.isEqual(QHostAddress(other), QHostAddress::ConvertV4MappedToIPv4);
}

// "10.0.0.7:6380", "[::1]:6380"; of a Unix socket nobody else speaks by host and port.
bool isAddressOf(const QString &text, const QString &host, int port)
{
    QString place = text.section(u':', 0, -2);
    if (place.startsWith(u'[') && place.endsWith(u']'))
        place = place.sliced(1, place.size() - 2);
    return isAddress(place) && text.section(u':', -1).toInt() == port && isSameHost(place, host);
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

bool wentTo(const Target &target, const LinkState &state, const QString &host, int port)
{
    if (isAddressOf(state.address, host, port))
        return true;
    const QString name = parameter(target.parameters, u"host");
    const QString address = parameter(target.parameters, u"hostaddr");
    // A hostaddr is where it goes, whatever address stands for the name beside it.
    const bool isLiteral =
        isSameHost(address, host) || (isSameHost(name, host) && (address.isEmpty() || !isAddress(host)));
    return isLiteral && portOf(target) == port;
}

} // namespace lockmaster
