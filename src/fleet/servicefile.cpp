// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/servicefile.h"

#include "base/redact.h"
#include "base/text.h"
#include "fleet/conninfo.h"
#include "fleet/parametercheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <optional>

namespace lockmaster {
namespace {

std::optional<QString> &takenService()
{
    static std::optional<QString> service;
    return service;
}

constexpr qint64 kLargestServiceFile = 1 << 20;

/// Where a line stands.
struct LinePlace {
    QString path;
    int number = 0;
};

std::unexpected<Error> badLine(const LinePlace &place, const QString &why)
{
    return fail(ErrorKind::Config, QCoreApplication::translate("Fleet", "Service file %1, line %2: %3")
                                       .arg(elided(plainLine(place.path), 200))
                                       .arg(place.number)
                                       .arg(why));
}

Result<void> takeEntry(const QString &keyword, const QString &value, const LinePlace &place, Service &service)
{
    if (keyword == u"service")
        return badLine(place, QCoreApplication::translate("Fleet", "a service cannot name another"));
    if (!isKnownKeyword(keyword))
        return badLine(place,
                       QCoreApplication::translate("Fleet", "libpq has no such keyword (no space before the =)"));
    if (keyword == u"password" || keyword == u"sslpassword")
        registerSecret(value);
    if (keyword == u"password") {
        if (service.password.isEmpty()) // the first counts, as in libpq
            service.password = value;
        return {};
    }
    if (!isSound(keyword, value))
        return badLine(place, QCoreApplication::translate("Fleet", "the value cannot be used"));
    const QString mistake = value.isEmpty() ? QString() : valueMistake(keyword, value);
    if (!mistake.isEmpty())
        return badLine(place, mistake);
    if (!isOurs(keyword) && parameter(service.parameters, keyword).isEmpty())
        service.parameters.emplace_back(keyword, value);
    return {};
}

Result<void> takeLine(const QByteArray &line, const LinePlace &place, Service &service)
{
    const qsizetype equals = line.indexOf('=');
    if (line.startsWith("ldap"))
        return badLine(place, QCoreApplication::translate("Fleet", "LDAP services are not supported; name the host"));
    if (equals <= 0)
        return badLine(place, QCoreApplication::translate("Fleet", "expected keyword=value"));
    return takeEntry(QString::fromUtf8(line.first(equals)), QString::fromUtf8(line.sliced(equals + 1)), place, service);
}

Result<QByteArray> contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return QByteArray();
    if (file.size() > kLargestServiceFile)
        return fail(ErrorKind::Config, QCoreApplication::translate("Fleet", "%1 is larger than 1 MB").arg(path));
    return file.read(kLargestServiceFile);
}

} // namespace

Result<std::optional<Service>> serviceIn(const QByteArray &text, const QString &path, const QString &service)
{
    const QByteArray header = '[' + service.toUtf8() + ']'; // what follows it does not count
    std::optional<Service> found;
    LinePlace place{path, 0};
    for (const QByteArray &raw : text.split('\n')) {
        ++place.number;
        const QByteArray line = raw.trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (line.startsWith('[')) {
            if (found)
                break;
            if (line.startsWith(header))
                found.emplace();
        } else if (found) {
            if (const auto taken = takeLine(line, place, *found); !taken)
                return std::unexpected(taken.error());
        }
    }
    return found;
}

QStringList serviceFiles()
{
    const QString own = qEnvironmentVariable("PGSERVICEFILE");
    const QString system = qEnvironmentVariable("PGSYSCONFDIR", QStringLiteral("/etc/postgresql-common"));
    return {own.isEmpty() ? QDir::home().filePath(QStringLiteral(".pg_service.conf")) : own,
            QDir(system).filePath(QStringLiteral("pg_service.conf"))};
}

Result<Service> readService(const QString &service)
{
    for (const QString &path : serviceFiles()) {
        const auto found =
            contents(path).and_then([&](const QByteArray &text) { return serviceIn(text, path, service); });
        if (!found)
            return std::unexpected(found.error());
        if (*found)
            return **found;
    }
    return fail(ErrorKind::Config, QCoreApplication::translate("Fleet", "There is no service \"%1\" in %2")
                                       .arg(elided(plainLine(service), 64), serviceFiles().join(QStringLiteral(", "))));
}

QString serviceOfEnvironment()
{
    return takenService().value_or(qEnvironmentVariable("PGSERVICE"));
}

void takeServiceFromEnvironment()
{
    takenService() = qEnvironmentVariable("PGSERVICE");
    qunsetenv("PGSERVICE");
}

} // namespace lockmaster
