// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/targeturl.h"

#include "base/redact.h"
#include "fleet/conninfo.h"
#include "fleet/servicefile.h"
#include "fleet/tlsdefaults.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <utility>

namespace lockmaster {

using namespace Qt::StringLiterals;

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

struct Scheme {
    QLatin1StringView name;
    ServerKind kind;
    bool isEncrypted = false;
};

// PostgreSQL's own first. PgBouncer's console and Redis are reached by URLs of the same shape.
constexpr std::array<Scheme, 10> kSchemes{{
    {"postgresql"_L1, ServerKind::PostgreSql},
    {"postgres"_L1, ServerKind::PostgreSql},
    {"pgbouncer"_L1, ServerKind::PgBouncer},
    {"redis"_L1, ServerKind::Redis},
    {"rediss"_L1, ServerKind::Redis, true},
    {"valkey"_L1, ServerKind::Redis},
    {"valkeys"_L1, ServerKind::Redis, true},
    {"sentinel"_L1, ServerKind::Sentinel},
    {"sentinels"_L1, ServerKind::Sentinel, true},
    {"redis-sentinel"_L1, ServerKind::Sentinel},
}};

/// The scheme of a URL; that of PostgreSQL for "keyword=value" and the name of a service.
Result<Scheme> schemeOf(const QString &text)
{
    const QString word = text.section(QStringLiteral("://"), 0, 0);
    if (!text.contains(u"://") || word.contains(u'='))
        return kSchemes.front();
    const auto found = std::ranges::find(kSchemes, word, &Scheme::name);
    if (found != kSchemes.end())
        return *found;
    return fail(ErrorKind::Unsupported,
                QCoreApplication::translate("Fleet", "The URL has to begin with postgresql://, pgbouncer://, redis://, "
                                                     "rediss:// (with TLS), valkey:// or sentinel://"));
}

Result<ConnInfo> parsed(const QString &text)
{
    static const QRegularExpression serviceName(QStringLiteral("^[\\w.-]+$"));
    if (serviceName.match(text).hasMatch())
        return ConnInfo{.parameters = {{QStringLiteral("service"), text}}};
    return parseConnInfo(text);
}

/// The same URL for libpq's parser, which knows its own scheme only.
Result<ConnInfo> parsedAs(const Scheme &scheme, const QString &text)
{
    return parseConnInfo(QStringLiteral("postgresql") + text.sliced(scheme.name.size()));
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

Result<ConnInfo> postgresInfo(const QString &text)
{
    auto info = parsed(text);
    if (!info)
        return info;
    if (const auto added = addService(info->parameters); !added)
        return std::unexpected(added.error());
    addEnvironment(info->parameters);
    addTlsDefaults(info->parameters);
    return info;
}

/// The console of a PgBouncer is a database of this name.
Result<ConnInfo> pgbouncerInfo(const Scheme &scheme, const QString &text)
{
    auto info = parsedAs(scheme, text);
    if (!info)
        return info;
    std::erase_if(info->parameters, [](const auto &entry) { return entry.first == u"dbname"; });
    addMissing(info->parameters, QStringLiteral("dbname"), QStringLiteral("pgbouncer"));
    addMissing(info->parameters, QStringLiteral("port"), QString::number(defaultPort(scheme.kind)));
    addTlsDefaults(info->parameters);
    return info;
}

/// TLS is on or off by the scheme; there is no falling back from one to the other.
Result<ConnInfo> redisInfo(const Scheme &scheme, const QString &text)
{
    auto info = parsedAs(scheme, text);
    if (!info)
        return info;
    addMissing(info->parameters, QStringLiteral("port"), QString::number(defaultPort(scheme.kind)));
    if (!scheme.isEncrypted) {
        std::erase_if(info->parameters, [](const auto &entry) { return entry.first == u"sslmode"; });
        info->parameters.emplace_back(QStringLiteral("sslmode"), QStringLiteral("disable"));
    } else if (parameter(info->parameters, u"sslmode").isEmpty()) {
        info->parameters.emplace_back(QStringLiteral("sslmode"), QStringLiteral("verify-full"));
    }
    return info;
}

Result<ConnInfo> infoOf(const Scheme &scheme, const QString &text)
{
    switch (scheme.kind) {
    case ServerKind::PostgreSql: return postgresInfo(text);
    case ServerKind::PgBouncer: return pgbouncerInfo(scheme, text);
    case ServerKind::Redis:
    case ServerKind::Sentinel: return redisInfo(scheme, text);
    }
    return postgresInfo(text);
}

} // namespace

Result<TargetUrl> targetFromUrl(const QString &text)
{
    const auto scheme = schemeOf(text.trimmed());
    if (!scheme)
        return std::unexpected(scheme.error());
    auto info = infoOf(*scheme, text.trimmed());
    if (!info)
        return std::unexpected(info.error());
    TargetUrl url;
    url.target.kind = scheme->kind;
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
