// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/trust.h"

#include <QDir>
#include <QFileInfo>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QString givenOr(const PgParameters &parameters, QStringView keyword, const char *variable, const QString &otherwise)
{
    const QString given = parameter(parameters, keyword);
    const QString value = given.isEmpty() ? qEnvironmentVariable(variable) : given;
    return value.isEmpty() ? otherwise : value;
}

QString ruleOf(const QString &mode, const QString &file, bool exists)
{
    if (file == u"system")
        return u"sslrootcert=system: the authorities of the system"_s;
    if (mode.startsWith(u"verify-"))
        return u"sslmode=%1 verifies against %2"_s.arg(mode, file);
    return (exists ? u"sslmode=%1 verifies because %2 exists"_s : u"sslmode=%1 does not verify: there is no %2"_s)
        .arg(mode, file);
}

} // namespace

TlsTrust trustOf(const PgParameters &parameters)
{
    const QString home = QDir::home().filePath(u".postgresql/root.crt"_s);
    const QString file = givenOr(parameters, u"sslrootcert", "PGSSLROOTCERT", home);
    const bool isSystem = file == u"system";
    const QString mode = givenOr(parameters, u"sslmode", "PGSSLMODE", isSystem ? u"verify-full"_s : u"prefer"_s);
    const bool exists = isSystem || QFileInfo::exists(file);
    return {.authorities = exists ? file : QString(),
            .rule = ruleOf(mode, file, exists),
            .verifiesChain = exists,
            .verifiesName = exists && mode == u"verify-full"};
}

} // namespace lockmaster
