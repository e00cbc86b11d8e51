// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/certificate.h"

#include "lab/serverprocess.h"

namespace lockmaster {

namespace {

/// `openssl req -x509` with a fresh key; signed by the authority when one is given, else by itself.
Result<void> makeOne(const LabFolder &folder, const QString &name, const QStringList &more)
{
    QStringList arguments = QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30").split(u' ');
    arguments += {QStringLiteral("-keyout"), name + QStringLiteral(".key"), QStringLiteral("-out"),
                  name + QStringLiteral(".crt")};
    return runTool({QStringLiteral("openssl"), arguments + more, folder.path(), {}});
}

} // namespace

Result<Certificate> makeCertificate(const LabFolder &folder)
{
    return makeOne(folder, QStringLiteral("ca"), {QStringLiteral("-subj"), QStringLiteral("/CN=Lockmaster lab authority")})
        .and_then([&folder] {
            return makeOne(folder, QStringLiteral("server"),
                           {QStringLiteral("-subj"), QStringLiteral("/CN=localhost"), QStringLiteral("-CA"),
                            QStringLiteral("ca.crt"), QStringLiteral("-CAkey"), QStringLiteral("ca.key"),
                            QStringLiteral("-addext"), QStringLiteral("subjectAltName=DNS:localhost,IP:127.0.0.1"),
                            QStringLiteral("-addext"), QStringLiteral("basicConstraints=critical,CA:FALSE")});
        })
        .transform([&folder] {
            return Certificate{folder.filePath(QStringLiteral("ca.crt")), folder.filePath(QStringLiteral("server.crt")),
                               folder.filePath(QStringLiteral("server.key"))};
        });
}

} // namespace lockmaster
