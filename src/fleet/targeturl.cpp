// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/targeturl.h"

#include "base/redact.h"
#include "fleet/conninfo.h"
#include "fleet/parametercheck.h"
#include "fleet/servicefile.h"
#include "fleet/tlsdefaults.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

void addMissing(PgParameters &parameters, const QString &keyword, const QString &value)
{
    if (!value.isEmpty() && parameter(parameters, keyword).isEmpty())
        parameters.emplace_back(keyword, value);
}

std::unexpected<Error> unusable(const char *variable)
{
    return fail(ErrorKind::Config,
                QCoreApplication::translate("Fleet", "The value of the environment variable %1 cannot be used")
                    .arg(QLatin1StringView(variable)));
}

/// libpq would fill these in by itself; but where a server is and whether it is verified is decided here.
Result<void> addEnvironment(PgParameters &parameters)
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
        const QString word = QString::fromLatin1(keyword);
        const QString value = qEnvironmentVariable(variable);
        if (parameter(parameters, word).isEmpty() && !isSound(word, value))
            return unusable(variable);
        addMissing(parameters, word, value);
    }
    registerSecret(qEnvironmentVariable("PGPASSWORD"));
    return {};
}

/// A scheme and whose it is. PgBouncer's console and Redis are reached by URLs of the same shape as PostgreSQL.
struct Scheme {
    QString word;
    const KindRecord *kind = nullptr;
    bool isEncrypted = false;
};

std::optional<Scheme> knownScheme(const QString &word)
{
    for (const KindRecord &kind : allKinds()) {
        const auto found = std::ranges::find(kind.schemes, word, &UrlScheme::word);
        if (found != kind.schemes.end())
            return Scheme{word, &kind, found->isEncrypted};
    }
    return {};
}

/// The scheme of a URL; that of PostgreSQL for "keyword=value" and the name of a service.
Result<Scheme> schemeOf(const QString &text)
{
    const QString word = text.section(QStringLiteral("://"), 0, 0);
    if (!text.contains(u"://") || word.contains(u'='))
        return Scheme{{}, &recordOf(ServerKind::PostgreSql), false};
    if (auto known = knownScheme(word))
        return *known;
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
    return parseConnInfo(QStringLiteral("postgresql") + text.sliced(scheme.word.size()));
}

/// libpq is not told of the service: it would read it once more, in its own way.
Result<void> addService(ConnInfo &info)
{
    const QString named = parameter(info.parameters, u"service");
    info.service = named.isEmpty() ? serviceOfEnvironment() : named;
    std::erase_if(info.parameters, [](const auto &entry) { return entry.first == u"service"; });
    if (info.service.isEmpty())
        return {};
    return readService(info.service).transform([&](const Service &found) {
        info.hasServicePassword = !found.password.isEmpty();
        for (const auto &[keyword, value] : found.parameters)
            addMissing(info.parameters, keyword, value);
    });
}

Result<ConnInfo> postgresInfo(const QString &text)
{
    auto info = parsed(text);
    if (!info)
        return info;
    const auto added = addService(*info).and_then([&] { return addEnvironment(info->parameters); });
    if (!added)
        return std::unexpected(added.error());
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
    addMissing(info->parameters, QStringLiteral("port"), QString::number(scheme.kind->defaultPort));
    addTlsDefaults(info->parameters);
    return info;
}

/// URLs of Sentinels end in the group, with a database that means nothing to the Sentinel: "/orders", "/orders/0",
/// "/0#orders". Empty when there is none.
QString groupIn(const QString &path)
{
    static const QRegularExpression border(QStringLiteral("[/#]"));
    const QStringList parts = path.split(border, Qt::SkipEmptyParts);
    const auto isName = [](const QString &part) {
        bool isNumber = false;
        part.toInt(&isNumber);
        return !isNumber;
    };
    const auto found = std::ranges::find_if(parts, isName);
    return found == parts.end() ? QString() : *found;
}

/// TLS is on or off by the scheme; there is no falling back from one to the other.
Result<ConnInfo> redisInfo(const Scheme &scheme, const QString &text)
{
    auto info = parsedAs(scheme, text);
    if (!info)
        return info;
    if (!scheme.kind->hasDatabases) {
        info->sentinelGroup = groupIn(parameter(info->parameters, u"dbname"));
        std::erase_if(info->parameters, [](const auto &entry) { return entry.first == u"dbname"; });
    }
    addMissing(info->parameters, QStringLiteral("port"), QString::number(scheme.kind->defaultPort));
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
    switch (scheme.kind->urlStyle) {
    case UrlStyle::Libpq: return postgresInfo(text);
    case UrlStyle::PgBouncerConsole: return pgbouncerInfo(scheme, text);
    case UrlStyle::Resp: return redisInfo(scheme, text);
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
    if (const auto checked = checkParameters(info->parameters, scheme->kind->urlStyle); !checked)
        return std::unexpected(checked.error());
    TargetUrl url;
    url.target.kind = scheme->kind->kind;
    url.target.parameters = std::move(info->parameters);
    url.target.sentinelGroup = std::move(info->sentinelGroup);
    url.password = std::move(info->password);
    url.holdsSecret = info->holdsSecret;
    if (!url.password.isEmpty())
        url.target.password.kind = PasswordSource::Kind::Url;
    else if (info->hasServicePassword)
        url.target.password = {PasswordSource::Kind::Service, info->service};
    url.target.name = info->service.isEmpty() ? endpoint(url.target) : info->service;
    return url;
}

} // namespace lockmaster
