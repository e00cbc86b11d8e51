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
    if (host.contains(u':'))
        host = u'[' + host + u']';
    const QString port = parameter(target.parameters, u"port");
    const QString database = parameter(target.parameters, u"dbname");
    QString text = host + u':' + (port.isEmpty() ? QString::number(recordOf(target.kind).defaultPort) : port);
    if (!database.isEmpty() && database != recordOf(target.kind).usualDatabase)
        text += u'/' + database;
    return text;
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
