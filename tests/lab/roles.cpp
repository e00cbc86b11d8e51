// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/roles.h"

#include "lab/sql.h"

#include <QRandomGenerator>

namespace lockmaster {

namespace {

struct Role {
    QString name;
    QString options;
};

const std::vector<Role> kRoles = {
    {QStringLiteral("lab_admin"), QStringLiteral("SUPERUSER")},
    {QStringLiteral("replicator"), QStringLiteral("REPLICATION")},
    {QStringLiteral("lockmaster"), QStringLiteral("IN ROLE pg_monitor, pg_signal_backend")},
    {QStringLiteral("lockmaster_plain"), {}},
    {QStringLiteral("billing"), {}},
    {QStringLiteral("web"), {}},
    {QStringLiteral("report"), {}},
};

} // namespace

Roles::Roles()
{
    for (const Role &role : kRoles) {
        m_passwords[role.name] = role.name + u'-' + QString::number(QRandomGenerator::system()->generate64(), 36);
    }
}

QString Roles::createSql() const
{
    QString sql;
    for (const Role &role : kRoles) {
        const QString verb = role.name == u"lab_admin" ? QStringLiteral("ALTER") : QStringLiteral("CREATE");
        sql += QStringLiteral("%1 ROLE %2 LOGIN PASSWORD %3 %4;\n")
                   .arg(verb, role.name, quoted(password(role.name)), role.options);
    }
    return sql;
}

} // namespace lockmaster
