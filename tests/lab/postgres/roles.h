// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The people and programs of the shop: PostgreSQL roles, each with a password that is new in every lab. The monitoring
// ones, lockmaster and lockmaster_plain, are users of the Redis servers too, with the same passwords.
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace lockmaster {

class Roles
{
public:
    Roles();

    /// lab_admin, replicator, lockmaster, lockmaster_plain, pgbouncer_admin, billing, web, report
    [[nodiscard]] QStringList names() const { return m_passwords.keys(); }
    [[nodiscard]] QString password(const QString &role) const { return m_passwords.value(role); }
    [[nodiscard]] QString createSql() const;

private:
    QMap<QString, QString> m_passwords;
};

} // namespace lockmaster
