// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/servicefile.h"

#include "base/redact.h"
#include "base/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace lockmaster {
namespace {

constexpr qint64 kLargestServiceFile = 1 << 20;

std::unexpected<Error> badLine(int number, const QString &why)
{
    return fail(ErrorKind::Config,
                QCoreApplication::translate("Fleet", "Service file, line %1: %2").arg(number).arg(why));
}

Result<void> takeLine(const QByteArray &line, int number, PgParameters &parameters)
{
    const qsizetype equals = line.indexOf('=');
    if (line.startsWith("ldap"))
        return badLine(number, QCoreApplication::translate("Fleet", "LDAP services are not supported; name the host"));
    if (equals <= 0)
        return badLine(number, QCoreApplication::translate("Fleet", "expected keyword=value"));
    const QString keyword = QString::fromUtf8(line.first(equals));
    const QString value = QString::fromUtf8(line.sliced(equals + 1));
    if (keyword == u"service")
        return badLine(number, QCoreApplication::translate("Fleet", "a service cannot name another"));
    if (keyword == u"password" || keyword == u"sslpassword")
        registerSecret(value);
    else if (parameter(parameters, keyword).isEmpty()) // the first counts, as in libpq
        parameters.emplace_back(keyword, value);
    return {};
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

Result<std::optional<PgParameters>> serviceIn(const QByteArray &file, const QString &service)
{
    std::optional<PgParameters> found;
    int number = 0;
    for (const QByteArray &raw : file.split('\n')) {
        ++number;
        const QByteArray line = raw.trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (line.startsWith('[')) {
            if (found)
                break;
            if (line == '[' + service.toUtf8() + ']')
                found.emplace();
        } else if (found) {
            if (const auto taken = takeLine(line, number, *found); !taken)
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

Result<PgParameters> readService(const QString &service)
{
    for (const QString &path : serviceFiles()) {
        const auto found = contents(path).and_then([&](const QByteArray &file) { return serviceIn(file, service); });
        if (!found)
            return std::unexpected(found.error());
        if (*found)
            return **found;
    }
    return fail(ErrorKind::Config, QCoreApplication::translate("Fleet", "There is no service \"%1\" in %2")
                                       .arg(elided(plainLine(service), 64), serviceFiles().join(QStringLiteral(", "))));
}

} // namespace lockmaster
