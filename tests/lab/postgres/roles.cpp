// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/postgres/roles.h"

#include "lab/postgres/sql.h"

#include <QRandomGenerator>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct Role {
    QString name;
    QString options;
};

const std::vector<Role> kRoles = {
    {u"lab_admin"_s, u"SUPERUSER"_s},
    {u"replicator"_s, u"REPLICATION"_s},
    {u"lockmaster"_s, u"IN ROLE pg_monitor, pg_signal_backend"_s},
    {u"lockmaster_plain"_s, {}},
    {u"pgbouncer_admin"_s, {}},
    {u"billing"_s, {}},
    {u"web"_s, {}},
    {u"report"_s, {}},
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
        const QString verb = role.name == u"lab_admin" ? u"ALTER"_s : u"CREATE"_s;
        sql += u"%1 ROLE %2 LOGIN PASSWORD %3 %4;\n"_s.arg(verb, role.name, quoted(password(role.name)), role.options);
    }
    return sql;
}

} // namespace lockmaster
