// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/parametercheck.h"

#include "link/pgaddress.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <array>
#include <span>

#include <sys/un.h>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kSslModes{"disable"_L1, "allow"_L1, "prefer"_L1, "require"_L1, "verify-ca"_L1, "verify-full"_L1};
constexpr std::array kRespSslModes{"disable"_L1, "require"_L1, "verify-ca"_L1, "verify-full"_L1};
constexpr std::array kPreferences{"disable"_L1, "prefer"_L1, "require"_L1};
constexpr std::array kCertificateModes{"disable"_L1, "allow"_L1, "require"_L1};
constexpr std::array kNegotiations{"postgres"_L1, "direct"_L1};
constexpr std::array kSessionKinds{"any"_L1,     "read-write"_L1, "read-only"_L1,
                                   "primary"_L1, "standby"_L1,    "prefer-standby"_L1};
constexpr std::array kBalancing{"disable"_L1, "random"_L1};

/// The words that libpq takes for a keyword, and its variable in the environment.
struct TakenWords {
    QLatin1StringView keyword;
    const char *variable;
    std::span<const QLatin1StringView> words;
};

constexpr std::array kTakenWords{
    TakenWords{"sslmode"_L1, "PGSSLMODE", kSslModes},
    TakenWords{"sslnegotiation"_L1, "PGSSLNEGOTIATION", kNegotiations},
    TakenWords{"sslcertmode"_L1, "PGSSLCERTMODE", kCertificateModes},
    TakenWords{"channel_binding"_L1, "PGCHANNELBINDING", kPreferences},
    TakenWords{"gssencmode"_L1, "PGGSSENCMODE", kPreferences},
    TakenWords{"target_session_attrs"_L1, "PGTARGETSESSIONATTRS", kSessionKinds},
    TakenWords{"load_balance_hosts"_L1, "PGLOADBALANCEHOSTS", kBalancing},
};

constexpr std::array kWholeNumbers{"connect_timeout"_L1,     "keepalives"_L1,       "keepalives_idle"_L1,
                                   "keepalives_interval"_L1, "keepalives_count"_L1, "tcp_user_timeout"_L1};

QString oneOf(QLatin1StringView keyword, std::span<const QLatin1StringView> words)
{
    QStringList all;
    for (const QLatin1StringView word : words)
        all.append(QString(word));
    return QCoreApplication::translate("Fleet", "%1 has to be one of: %2").arg(keyword, all.join(u", "_s));
}

bool isWholeNumber(const QString &value)
{
    bool isNumber = false;
    value.toInt(&isNumber);
    return isNumber;
}

Result<void> checkEnvironment(const PgParameters &parameters)
{
    for (const auto &[keyword, variable, words] : kTakenWords) {
        const QString value =
            parameter(parameters, keyword.toString()).isEmpty() ? qEnvironmentVariable(variable) : QString();
        if (!value.isEmpty() && !valueMistake(keyword, value).isEmpty())
            return fail(ErrorKind::Config, oneOf(QLatin1StringView(variable), words));
    }
    return {};
}

Result<void> checkLibpq(const PgParameters &parameters)
{
    for (const auto &[keyword, value] : parameters) {
        if (const QString mistake = valueMistake(keyword, value); !mistake.isEmpty())
            return fail(ErrorKind::Config, mistake);
    }
    if (parameter(parameters, u"sslrootcert") == u"system" && parameter(parameters, u"sslmode") != u"verify-full")
        return fail(ErrorKind::Config,
                    QCoreApplication::translate("Fleet", "sslrootcert=system goes with sslmode=verify-full only"));
    return checkEnvironment(parameters);
}

Result<void> checkResp(const PgParameters &parameters)
{
    const QString mode = parameter(parameters, u"sslmode");
    if (!mode.isEmpty() && !std::ranges::contains(kRespSslModes, mode))
        return fail(ErrorKind::Config, oneOf("sslmode"_L1, kRespSslModes));
    return {};
}

Result<void> checkSockets(const PgParameters &parameters, UrlStyle style)
{
    constexpr qsizetype kLongest = sizeof(sockaddr_un::sun_path) - 1; // and a zero at the end
    for (const PgAddress &place : pgPlaces(parameters)) {
        if (!place.address.isNull() || needsResolving(place))
            continue;
        const QString path = style == UrlStyle::Resp ? place.host : place.host + u"/.s.PGSQL."_s + place.port;
        const qsizetype length = path.toUtf8().size();
        if (length > kLongest)
            return fail(ErrorKind::Config,
                        QCoreApplication::translate("Fleet", "The path of the socket is too long: it has %1 bytes, and "
                                                             "the system takes %2 at most")
                            .arg(length)
                            .arg(kLongest));
    }
    return {};
}

} // namespace

QString valueMistake(const QString &keyword, const QString &value)
{
    const auto taken = std::ranges::find(kTakenWords, keyword, &TakenWords::keyword);
    if (taken != kTakenWords.end() && !std::ranges::contains(taken->words, value))
        return oneOf(taken->keyword, taken->words);
    if (std::ranges::contains(kWholeNumbers, keyword) && !isWholeNumber(value))
        return QCoreApplication::translate("Fleet", "%1 has to be a whole number").arg(keyword);
    return {};
}

Result<void> checkParameters(const PgParameters &parameters, UrlStyle style)
{
    const auto checked = style == UrlStyle::Resp ? checkResp(parameters) : checkLibpq(parameters);
    return checked ? checkSockets(parameters, style) : checked;
}

} // namespace lockmaster
