// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/targeturl.h"

#include "base/redact.h"
#include "fleet/conninfo.h"
#include "fleet/servicefile.h"
#include "fleet/tlsdefaults.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <array>
#include <utility>

namespace lockmaster {
namespace {

void addMissing(PgParameters &parameters, const QString &keyword, const QString &value)
{
    if (!value.isEmpty() && parameter(parameters, keyword).isEmpty())
        parameters.emplace_back(keyword, value);
}

/// libpq would fill these in by itself; but where a server is and whether it is verified is decided here.
void addEnvironment(PgParameters &parameters)
{
    static constexpr std::array<std::pair<const char *, const char *>, 7> kVariables{{
        {"host", "PGHOST"},
        {"hostaddr", "PGHOSTADDR"},
        {"port", "PGPORT"},
        {"dbname", "PGDATABASE"},
        {"user", "PGUSER"},
        {"sslmode", "PGSSLMODE"},
        {"sslrootcert", "PGSSLROOTCERT"},
    }};
    const bool placeGiven = !parameter(parameters, u"host").isEmpty() || !parameter(parameters, u"hostaddr").isEmpty();
    for (const auto &[keyword, variable] : kVariables) {
        if (placeGiven && QByteArrayView(keyword).startsWith("host"))
            continue; // PGHOSTADDR belongs to PGHOST, not to another host
        addMissing(parameters, QString::fromLatin1(keyword), qEnvironmentVariable(variable));
    }
    registerSecret(qEnvironmentVariable("PGPASSWORD"));
}

Result<ConnInfo> parsed(const QString &text)
{
    static const QRegularExpression serviceName(QStringLiteral("^[\\w.-]+$"));
    if (serviceName.match(text).hasMatch())
        return ConnInfo{.parameters = {{QStringLiteral("service"), text}}};
    const QString scheme = text.section(QStringLiteral("://"), 0, 0);
    if (text.contains(u"://") && !scheme.contains(u'=') && scheme != u"postgresql" && scheme != u"postgres")
        return fail(ErrorKind::Unsupported,
                    QCoreApplication::translate("Fleet", "This version watches PostgreSQL: the URL has to begin with "
                                                         "postgresql:// or postgres://"));
    return parseConnInfo(text);
}

Result<void> addService(PgParameters &parameters)
{
    addMissing(parameters, QStringLiteral("service"), qEnvironmentVariable("PGSERVICE"));
    const QString service = parameter(parameters, u"service");
    if (service.isEmpty())
        return {};
    return readService(service).transform([&](const PgParameters &entries) {
        for (const auto &[keyword, value] : entries)
            addMissing(parameters, keyword, value);
    });
}

} // namespace

Result<TargetUrl> targetFromUrl(const QString &text)
{
    auto info = parsed(text.trimmed());
    if (!info)
        return std::unexpected(info.error());
    if (const auto added = addService(info->parameters); !added)
        return std::unexpected(added.error());
    addEnvironment(info->parameters);
    addTlsDefaults(info->parameters);
    TargetUrl url;
    url.target.parameters = std::move(info->parameters);
    url.password = std::move(info->password);
    url.holdsSecret = info->holdsSecret;
    if (!url.password.isEmpty())
        url.target.password.kind = PasswordSource::Kind::Url;
    const QString service = parameter(url.target.parameters, u"service");
    url.target.name = service.isEmpty() ? endpoint(url.target) : service;
    return url;
}

} // namespace lockmaster
