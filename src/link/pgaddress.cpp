// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/pgaddress.h"

#include <QStringList>

namespace lockmaster {
namespace {

bool isSocketDirectory(const QString &host)
{
    return host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@');
}

} // namespace

std::vector<PgAddress> pgPlaces(const PgParameters &parameters)
{
    const QStringList hosts = parameter(parameters, u"host").split(u',');
    const QString hostaddr = parameter(parameters, u"hostaddr");
    const QStringList addresses = hostaddr.isEmpty() ? QStringList() : hostaddr.split(u',');
    const QStringList ports = parameter(parameters, u"port").split(u',');
    std::vector<PgAddress> places;
    for (qsizetype i = 0; i < std::max(hosts.size(), addresses.size()); ++i) {
        PgAddress place;
        place.host = hosts.value(i);
        place.address = QHostAddress(addresses.isEmpty() ? place.host : addresses.value(i));
        place.port = ports.size() == 1 ? ports.first() : ports.value(i);
        if (place.port.isEmpty())
            place.port = QStringLiteral("5432");
        places.push_back(place);
    }
    return places;
}

bool needsResolving(const PgAddress &place)
{
    return place.address.isNull() && !isSocketDirectory(place.host);
}

QString addressText(const PgAddress &place)
{
    if (place.address.isNull())
        return (place.host.isEmpty() ? QStringLiteral("local socket") : place.host) + u':' + place.port;
    const QString text = place.address.toString();
    return (text.contains(u':') ? u'[' + text + u']' : text) + u':' + place.port;
}

} // namespace lockmaster
