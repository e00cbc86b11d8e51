// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/redis/redistls.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <algorithm>
#include <array>
#include <utility>

namespace lockmaster {
namespace {

Result<RedisTls::Mode> modeOf(const PgParameters &parameters, bool isLocal)
{
    using Mode = RedisTls::Mode;
    const QString word = parameter(parameters, u"sslmode");
    if (word.isEmpty())
        return isLocal ? Mode::Off : Mode::Full;
    if (word == u"disable")
        return Mode::Off;
    if (word == u"require")
        return parameter(parameters, u"sslrootcert").isEmpty() ? Mode::Unverified : Mode::Authority;
    if (word == u"verify-ca")
        return Mode::Authority;
    if (word == u"verify-full")
        return Mode::Full;
    return fail(ErrorKind::Config,
                QStringLiteral("sslmode %1 does not work with Redis: use disable, require, verify-ca or verify-full")
                    .arg(word));
}

Result<QSslKey> keyOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return fail(ErrorKind::Tls, QStringLiteral("The key of sslkey cannot be read"),
                    path + QStringLiteral(": ") + file.errorString());
    const QByteArray pem = file.readAll();
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return fail(ErrorKind::Tls, QStringLiteral("The file of sslkey holds no key, or one with a passphrase"), path);
}

Result<QList<QSslCertificate>> certificatesOf(const QString &path, const QString &keyword)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromPath(path);
    if (certificates.isEmpty())
        return fail(ErrorKind::Tls,
                    QStringLiteral("The file of %1 holds no certificate, or cannot be read").arg(keyword), path);
    return certificates;
}

Result<void> addIdentity(QSslConfiguration &configuration, const PgParameters &parameters)
{
    const QString certificate = parameter(parameters, u"sslcert");
    const QString key = parameter(parameters, u"sslkey");
    if (certificate.isEmpty() && key.isEmpty())
        return {};
    if (certificate.isEmpty() || key.isEmpty())
        return fail(ErrorKind::Config, QStringLiteral("sslcert and sslkey belong together"));
    const auto chain = certificatesOf(certificate, QStringLiteral("sslcert"));
    if (!chain)
        return std::unexpected(chain.error());
    const auto secret = keyOf(key);
    if (!secret)
        return std::unexpected(secret.error());
    configuration.setLocalCertificateChain(*chain);
    configuration.setPrivateKey(*secret);
    return {};
}

constexpr std::array kFileKeywords{u"sslrootcert", u"sslcert", u"sslkey"};

} // namespace

bool namesTlsFiles(const PgParameters &parameters)
{
    return std::ranges::any_of(kFileKeywords, [&](const auto *keyword) {
        const QString file = parameter(parameters, keyword);
        return !file.isEmpty() && file != u"system";
    });
}

Result<RedisTls> redisTls(const PgParameters &parameters, bool isLocal)
{
    const auto mode = modeOf(parameters, isLocal);
    if (!mode)
        return std::unexpected(mode.error());
    if (*mode == RedisTls::Mode::Off)
        return RedisTls{};
    RedisTls tls{*mode, QSslConfiguration::defaultConfiguration()};
    tls.configuration.setPeerVerifyMode(tls.isVerified() ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
    const QString authorities = parameter(parameters, u"sslrootcert");
    if (!authorities.isEmpty() && authorities != u"system") {
        const auto certificates = certificatesOf(authorities, QStringLiteral("sslrootcert"));
        if (!certificates)
            return std::unexpected(certificates.error());
        tls.configuration.setCaCertificates(*certificates);
    }
    if (const auto identified = addIdentity(tls.configuration, parameters); !identified)
        return std::unexpected(identified.error());
    return tls;
}

} // namespace lockmaster
