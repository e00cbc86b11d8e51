// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/tlsdefaults.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <algorithm>

namespace lockmaster {
namespace {

bool isLocalHost(const QString &host)
{
    if (host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@'))
        return true;
    if (host.compare(u"localhost", Qt::CaseInsensitive) == 0)
        return true;
    return QHostAddress(host).isLoopback();
}

void addDefault(PgParameters &parameters, const char *keyword, const char *variable, const QString &value)
{
    const QString name = QString::fromLatin1(keyword);
    if (!parameter(parameters, name).isEmpty())
        return;
    const QString given = variable != nullptr ? qEnvironmentVariable(variable) : QString();
    parameters.emplace_back(name, given.isEmpty() ? value : given);
}

/// Given by the file's presence: libpq's way to say "these authorities and no others".
bool hasOwnAuthorities()
{
    return QFile::exists(QDir::home().filePath(QStringLiteral(".postgresql/root.crt")));
}

} // namespace

bool isLocal(const PgParameters &parameters)
{
    const QString address = parameter(parameters, u"hostaddr");
    const QString places = address.isEmpty() ? parameter(parameters, u"host") : address;
    return std::ranges::all_of(places.split(u','), isLocalHost);
}

void addTlsDefaults(PgParameters &parameters)
{
    const bool local = isLocal(parameters);
    const QString given = parameter(parameters, u"sslrootcert");
    const QString authorities = given.isEmpty() ? qEnvironmentVariable("PGSSLROOTCERT") : given;
    const bool needsAll = !local || authorities == u"system"; // which goes with nothing less
    addDefault(parameters, "sslmode", "PGSSLMODE", needsAll ? QStringLiteral("verify-full") : QStringLiteral("prefer"));
    const QString mode = parameter(parameters, u"sslmode");
    if (mode == u"verify-full" && !hasOwnAuthorities())
        addDefault(parameters, "sslrootcert", "PGSSLROOTCERT", QStringLiteral("system"));
    if (!local && (mode == u"disable" || mode == u"allow" || mode == u"prefer"))
        addDefault(parameters, "require_auth", "PGREQUIREAUTH", QStringLiteral("scram-sha-256"));
}

bool weakTls(const Target &target)
{
    return !isLocal(target.parameters) && parameter(target.parameters, u"sslmode") != u"verify-full";
}

} // namespace lockmaster
