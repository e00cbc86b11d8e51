// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/target.h"

#include <algorithm>

namespace lockmaster {

QString parameter(const PgParameters &parameters, QStringView keyword)
{
    const auto found = std::ranges::find_if(parameters, [&](const auto &entry) { return entry.first == keyword; });
    return found == parameters.end() ? QString() : found->second;
}

QString endpoint(const Target &target)
{
    QString host = parameter(target.parameters, u"host");
    if (host.isEmpty())
        host = parameter(target.parameters, u"hostaddr");
    if (host.isEmpty())
        host = QStringLiteral("local socket");
    const QStringList hosts = host.split(u',');
    const QStringList ports = parameter(target.parameters, u"port").split(u',');
    QStringList places;
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        const QString port = ports.size() == 1 ? ports.first() : ports.value(i);
        places << (hosts[i].contains(u':') ? u'[' + hosts[i] + u']' : hosts[i]) + u':'
                      + (port.isEmpty() ? QString::number(recordOf(target.kind).defaultPort) : port);
    }
    const bool hasDatabases = recordOf(target.kind).hasDatabases;
    const QString part = hasDatabases ? parameter(target.parameters, u"dbname") : target.sentinelGroup;
    const QString text = places.join(u',');
    return part.isEmpty() || part == recordOf(target.kind).usualDatabase ? text : text + u'/' + part;
}

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Production: return QStringLiteral("production");
    case Environment::Staging: return QStringLiteral("staging");
    case Environment::Development: return QStringLiteral("development");
    }
    return QStringLiteral("production");
}

} // namespace lockmaster
