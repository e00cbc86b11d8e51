// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/redis/redisaddress.h"

namespace lockmaster {

std::vector<PgAddress> redisPlaces(const PgParameters &parameters)
{
    PgParameters complete = parameters;
    const auto complement = [&](QStringView keyword, const QString &value) {
        if (parameter(parameters, keyword).isEmpty())
            complete.insert(complete.begin(), {keyword.toString(), value});
    };
    complement(u"port", QStringLiteral("6379"));
    if (parameter(parameters, u"hostaddr").isEmpty())
        complement(u"host", QStringLiteral("127.0.0.1"));
    return pgPlaces(complete);
}

bool isUnixSocket(const PgAddress &place)
{
    return place.address.isNull() && place.host.startsWith(u'/');
}

QString redisAddressText(const PgAddress &place)
{
    return isUnixSocket(place) ? place.host : addressText(place);
}

} // namespace lockmaster
