// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/process/certificate.h"

#include "lab/process/serverprocess.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

/// `openssl req -x509` with a fresh key; signed by the authority when one is given, else by itself.
Result<void> makeOne(const LabFolder &folder, const QString &name, const QStringList &more)
{
    QStringList arguments = u"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30"_s.split(u' ');
    arguments += {u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".crt"_s};
    return runTool({u"openssl"_s, arguments + more, folder.path(), {}});
}

} // namespace

Result<Certificate> makeCertificate(const LabFolder &folder)
{
    return makeOne(folder, u"ca"_s, {u"-subj"_s, u"/CN=Lockmaster lab authority"_s})
        .and_then([&folder] {
            return makeOne(folder, u"server"_s,
                           {u"-subj"_s, u"/CN=localhost"_s, u"-CA"_s, u"ca.crt"_s, u"-CAkey"_s, u"ca.key"_s,
                            u"-addext"_s, u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s, u"-addext"_s,
                            u"basicConstraints=critical,CA:FALSE"_s});
        })
        .transform([&folder] {
            return Certificate{folder.filePath(u"ca.crt"_s), folder.filePath(u"server.crt"_s),
                               folder.filePath(u"server.key"_s)};
        });
}

} // namespace lockmaster
